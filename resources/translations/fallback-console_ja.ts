<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionEditor</name>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;In use: watched and delivered to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no longer watched. What waits for it stays here and waits until you connect it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} (required)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step}: works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step}: does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>Helpdesk: Request Tracker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat: Slack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail: IMAP and SMTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMS: Kannel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMS: Android phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases are copied from here, and everything done here is delivered to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched only, so that an outage is noticed. A token is not required.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched only, so that an outage is noticed. A sign-in is not required.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends and receives text messages through your Kannel gateway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends and receives text messages through the SMSGate app on a phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched only: any web address whose state matters to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched only: any server and port whose state matters to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>greeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incoming messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>order of history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: every queue you may see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country of numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two letters such as JP, for numbers without a country code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep closed cases for days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services that matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names on the status page, separated by commas; empty: all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the status page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP protection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMTP server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMTP protection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMTP port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of sendsms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: the gateway&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receive answers and receipts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the administration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network connection (smsc-id)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phone may call this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the app shows it; only for calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text in the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: any good one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secure connection (TLS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greeting begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen on address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen on port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address for the gateway to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: made from address and port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own certificate (file)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own key (file)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order among gateways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the lowest number is used first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own certificate authority (file)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: the system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vendor&apos;s status page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts that matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names there, separated by commas; empty: all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionsModel</name>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeliveriesModel</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeliveryPanel</name>
    <message>
        <source>to {system} · by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} was changed here and in {system}. Which value counts?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep &amp;mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep &amp;theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or another value:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did it arrive?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent twice by itself. If you say that it did not arrive, it is sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ask {system}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It a&amp;rrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did &amp;not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is saved and goes to {system} by itself, in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n tries so far</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>next try {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Drop it …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It will never be sent to {system}. It stays in the case&apos;s history here, marked as dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop for &amp;good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved is safe. Try again; if it stays, send the details to IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was entered cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the number, or fetch from the helpdesk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting is incomplete or contradicts another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Settings and complete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local database cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details and ask IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key does not open the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the passphrase again, or ask IT for the right key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of the database cannot be read from the keychain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the keychain of this computer and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the files as they are and ask IT to restore the newest backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the folder writable for you, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again. What was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database was written by a newer version of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The console is already open with this data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the open window, or end the other process first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rehearsal tried to reach a real system and was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Tell IT about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other system did not do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. It is tried again by itself when the system is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came: it may or may not have arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in the other system, then say whether it arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system asked us to wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again by itself a little later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system refuses our sign-in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew the token or password in Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system refused it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it in the case and retry, or drop it with a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system gave an answer that makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address in Settings; look in the other system whether it arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program stopped while this was being sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the gateway or the recipient whether it arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your value was chosen and goes again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier change of this field was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not sent any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed the same field meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose which value to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it stays, copy the details and ask IT.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Evidence for {system}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No probe has run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time} ({span})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no network, so nothing can be said of the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers but refuses our sign-in. This is not an outage: renew the token or password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A supervisor&apos;s word counts here, not the probes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Just back: sending waits a moment to be sure that it stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stage: {stage}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervisor: overrule the probes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts for everybody at this station until it is set back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State by your word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As probed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>State of the systems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check all systems now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n up</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Up: {systems}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no network. Everything you do is kept. Press to look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{system}: {state} since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Conflicts, refusals and what may not have arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n waiting to be sent</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>all sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You: {name}, {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop &amp;fetching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fetch from the helpdesk now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetching {seen} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetching {seen}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data from {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching from the helpdesk stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Your word counts from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fallback Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DRILL – {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEMO – {title}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>Helpdesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sign-in problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coming back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers slowly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refuses our sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the vendor reports an incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking up the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>secure connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>greeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sure it arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMS received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMS to {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SMS from {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call to {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call from {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved · waiting for {systems}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavRail</name>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutageBar</name>
    <message>
        <source>&amp;Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{systems} is down since {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{systems} are down since {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work from here; reach people by SMS and phone. Everything is kept and sent when they return.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work from here; reach people by phone. Everything is kept and sent when they return.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaybookView</name>
    <message>
        <source>&amp;Back to the cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileStrip</name>
    <message>
        <source>DRILL – nothing reaches real systems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEMO – made-up cases; nothing reaches real systems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect your helpdesk first: its cases are copied here and stay usable when it is down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connect the helpdesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loo&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SinkCard</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsure</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sent so far</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>oldest {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held: you are offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held: sign-in problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held: just back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all sent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>Sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try everything that waits, without waiting for its next time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not yet delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you do while a system is down appears here until it has arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first {shown} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Asking {system} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying to send what waits.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SystemList</name>
    <message>
        <source>All systems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>&lt; 1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Fallback Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted or changed. Data folder: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Fallback Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keychain, so a passphrase protects the customers&apos; data here. Nobody can recover it: keep it where you keep such things.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customers&apos; data on this computer are encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set and &amp;open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
