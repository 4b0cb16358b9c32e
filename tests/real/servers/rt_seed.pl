# Fills a fresh Request Tracker from the JSON file $ENV{FC_SEED_DATA}; writes the
# agents' tokens as JSON to $ENV{FC_SEED_TOKENS}. Read by rt-setup-database.
use strict;
use warnings;
use JSON ();

our $Seed = do {
    open my $in, '<:raw', $ENV{FC_SEED_DATA} or die "FC_SEED_DATA: $!";
    local $/;
    JSON::decode_json(<$in>);
};

our @Groups = ({ Name => 'Agents', Description => 'support agents' });

our @Users = (
    (map {{ Name => $_, RealName => ucfirst $_, EmailAddress => "$_\@support.example.net",
            Password => "$_-pass-1", Privileged => 1, MemberOf => ['Agents'] }} @{ $Seed->{agents} }),
    { Name => $Seed->{limited}, RealName => 'Carol (Billing only)', Privileged => 1,
      EmailAddress => "$Seed->{limited}\@support.example.net", Password => "$Seed->{limited}-pass-1" },
    (map {{ Name => $_->{name}, RealName => $_->{real_name}, EmailAddress => $_->{email},
            Lang => $_->{lang}, Timezone => $_->{timezone}, Organization => $_->{organization},
            MobilePhone => $_->{mobile}, WorkPhone => $_->{work}, Privileged => 0 }} @{ $Seed->{customers} }),
);

our @Queues = map {{ Name => $_ }} @{ $Seed->{queues} };

our @ACL = (
    (map {{ GroupDomain => 'UserDefined', GroupId => 'Agents', Right => $_ }}
        qw(SeeQueue ShowTicket ShowTicketComments CommentOnTicket ReplyToTicket CreateTicket ModifyTicket
           OwnTicket TakeTicket StealTicket ReassignTicket Watch WatchAsAdminCc SeeCustomField
           ModifyCustomField SetInitialCustomField ManageAuthTokens ModifySelf ShowOutgoingEmail
           AdminUsers)),
    (map {{ UserId => $Seed->{limited}, Right => $_, Queue => 'Billing' }}
        qw(SeeQueue ShowTicket)),
    (map {{ UserId => $Seed->{limited}, Right => $_ }} qw(ManageAuthTokens ModifySelf)),
);

our @Final = (sub {
    my $dbh = $RT::Handle->dbh;
    $dbh->do('PRAGMA synchronous = OFF');
    my $now = time;
    my $stamp = sub {
        my @t = gmtime($now - 60 * shift);
        return sprintf '%04d-%02d-%02d %02d:%02d:%02d', $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0];
    };

    my %token;
    for my $name (@{ $Seed->{agents} }, $Seed->{limited}) {
        my $user = RT::User->new(RT->SystemUser);
        $user->Load($name);
        my $token = RT::AuthToken->new(RT->SystemUser);
        my ($ok, $msg, $auth) = $token->Create(Owner => $user->Id, Description => 'tests');
        die "token $name: $msg" unless $ok;
        $token{$name} = $auth;
    }
    open my $out, '>', $ENV{FC_SEED_TOKENS} or die $!;
    print $out JSON::encode_json(\%token);
    close $out or die $!;

    # Nobody reads the mail of the seeded history, and scrips and rules are most of the time it takes.
    no warnings 'redefine';
    local *RT::Scrips::Prepare                    = sub { return 1 };
    local *RT::Scrips::Commit                     = sub { return 1 };
    local *RT::Ruleset::FindAllRules              = sub { return [] };
    local *RT::Ticket::ApplyTransactionBatch      = sub { return 1 };
    local *RT::Record::AddCustomFieldDefaultValues = sub { return 1 };

    my %actor;
    my $actor = sub {
        my $name = shift;
        return $actor{$name} //= do {
            my $user = RT::CurrentUser->new;
            $user->LoadByName($name);
            die "no user $name" unless $user->Id;
            # Customers have no rights of their own here; they act through the system.
            $user->Privileged ? $user : undef;
        } // 0;
    };
    my %customer = map { $_->{name} => 1 } @{ $Seed->{customers} };
    my %user_id;
    my $user_id = sub {
        my $name = shift;
        return $user_id{$name} //= do {
            my $user = RT::User->new(RT->SystemUser);
            $user->Load($name);
            $user->Id;
        };
    };
    my $message = sub {
        my $text = shift;
        utf8::encode($text);
        return MIME::Entity->build(Type => 'text/plain; charset=utf-8', Encoding => '8bit', Data => [$text]);
    };

    $RT::Handle->BeginTransaction;
    my @stamps;
    my $last = ($dbh->selectrow_array('SELECT MAX(id) FROM Transactions'))[0];
    for my $event (@{ $Seed->{events} }) {
        my ($case, $kind, $who, $value) = @{$event}{qw(case kind actor value)};
        my $user = $customer{$who} ? RT->SystemUser : $actor->($who);
        my $ticket = RT::Ticket->new($user);
        my ($ok, $msg);
        if ($kind eq 'create') {
            my $details = $event->{details};
            ($ok, undef, $msg) = $ticket->Create(
                Queue => $details->{queue}, Subject => $details->{subject}, Requestor => $who,
                Priority => $details->{priority}, MIMEObj => $message->($value),
                exists $details->{due_minutes} ? (Due => $stamp->(-$details->{due_minutes})) : (),
            );
            die "case $case is ticket $ok: $msg" unless $ok == $case;
        }
        else {
            $ticket->Load($case);
            if    ($kind eq 'correspond') { ($ok, $msg) = $ticket->Correspond(MIMEObj => $message->($value)) }
            elsif ($kind eq 'comment')    { ($ok, $msg) = $ticket->Comment(MIMEObj => $message->($value)) }
            elsif ($kind eq 'status')     { ($ok, $msg) = $ticket->SetStatus($value) }
            elsif ($kind eq 'owner')      { ($ok, $msg) = $ticket->SetOwner($value) }
            elsif ($kind eq 'priority')   { ($ok, $msg) = $ticket->SetPriority($value) }
            else                          { die "unknown event $kind" }
            die "case $case, $kind $value by $who: $msg" unless $ok || $msg =~ /already|the current value/;
        }
        my $now_last = ($dbh->selectrow_array('SELECT MAX(id) FROM Transactions'))[0];
        push @stamps, [$case, $kind, $value, $stamp->($event->{minutes_ago}), $last + 1, $now_last,
                       $customer{$who} ? $user_id->($who) : 0];
        $last = $now_last;
    }
    # Columns that RT has set to the moment of seeding, by what set them.
    my %also = ('status open' => 'Started', 'status resolved' => 'Resolved', correspond => 'Told');
    for (@stamps) {
        my ($case, $kind, $value, $when, $from, $to, $creator) = @$_;
        my $range = 'id BETWEEN ? AND ?';
        $dbh->do("UPDATE Transactions SET Created = ? WHERE $range", undef, $when, $from, $to);
        $dbh->do("UPDATE Attachments SET Created = ? WHERE TransactionId BETWEEN ? AND ?", undef, $when, $from, $to);
        if ($creator) {
            $dbh->do("UPDATE Transactions SET Creator = ? WHERE $range", undef, $creator, $from, $to);
            $dbh->do("UPDATE Attachments SET Creator = ? WHERE TransactionId BETWEEN ? AND ?", undef, $creator, $from, $to);
        }
        $dbh->do('UPDATE Tickets SET LastUpdated = ? WHERE id = ?', undef, $when, $case);
        $dbh->do('UPDATE Tickets SET Created = ?, Creator = ? WHERE id = ?', undef, $when, $creator, $case)
            if $kind eq 'create';
        my $column = $also{"$kind $value"} || (!$creator && $also{$kind});
        $dbh->do("UPDATE Tickets SET $column = ? WHERE id = ?", undef, $when, $case) if $column;
    }
    $RT::Handle->Commit;
});

1;
