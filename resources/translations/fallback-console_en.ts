<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AskedWords</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Bell</name>
    <message numerus="yes">
        <source>Notifications: %n unread</source>
        <translation>
            <numerusform>Notifications: %n unread</numerusform>
            <numerusform>Notifications: %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BriefingWords</name>
    <message numerus="yes">
        <source>every %Ln min</source>
        <translation>
            <numerusform>every %Ln min</numerusform>
            <numerusform>every %Ln min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send to %Ln people</source>
        <translation>
            <numerusform>&amp;Send to %Ln person</numerusform>
            <numerusform>&amp;Send to %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers wait for an answer.</source>
        <translation>
            <numerusform>%Ln customer waits for an answer.</numerusform>
            <numerusform>%Ln customers wait for an answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things wait to be sent.</source>
        <translation>
            <numerusform>%Ln thing waits to be sent.</numerusform>
            <numerusform>%Ln things wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are to be called back now.</source>
        <translation>
            <numerusform>%Ln person is to be called back now.</numerusform>
            <numerusform>%Ln people are to be called back now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things need somebody&apos;s decision.</source>
        <translation>
            <numerusform>%Ln thing needs somebody&apos;s decision.</numerusform>
            <numerusform>%Ln things need somebody&apos;s decision.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BroadcastCompose</name>
    <message numerus="yes">
        <source>At most %Ln a minute</source>
        <translation>
            <numerusform>At most one a minute</numerusform>
            <numerusform>At most %Ln a minute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BroadcastWords</name>
    <message numerus="yes">
        <source>%Ln people get it</source>
        <translation>
            <numerusform>One person gets it</numerusform>
            <numerusform>%Ln people get it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people do not get it</source>
        <translation>
            <numerusform>One person does not get it</numerusform>
            <numerusform>%Ln people do not get it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send to %Ln people</source>
        <translation>
            <numerusform>&amp;Send to one person</numerusform>
            <numerusform>&amp;Send to %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people still wait for it</source>
        <translation>
            <numerusform>One person still waits for it</numerusform>
            <numerusform>%Ln people still wait for it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people who still wait for it will never get it.</source>
        <translation>
            <numerusform>One person who still waits for it will never get it.</numerusform>
            <numerusform>%Ln people who still wait for it will never get it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln have it or may have it already; that cannot be called back.</source>
        <translation>
            <numerusform>One has it or may have it already; that cannot be called back.</numerusform>
            <numerusform>%Ln have it or may have it already; that cannot be called back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are with the gateway this moment</source>
        <translation>
            <numerusform>One of them is with the gateway this moment</numerusform>
            <numerusform>%Ln of them are with the gateway this moment</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>one more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln typed numbers</source>
        <translation>
            <numerusform>one typed number</numerusform>
            <numerusform>%Ln typed numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Broadcasts · %Ln under way</source>
        <translation>
            <numerusform>Broadcasts · one under way</numerusform>
            <numerusform>Broadcasts · %Ln under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n marked</numerusform>
            <numerusform>%n marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases are marked</source>
        <translation>
            <numerusform>%n case is marked</numerusform>
            <numerusform>%n cases are marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n cases</source>
        <translation>
            <numerusform>Take %n case</numerusform>
            <numerusform>Take %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n cases</source>
        <translation>
            <numerusform>Change %n case</numerusform>
            <numerusform>Change %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next action of %n cases</source>
        <translation>
            <numerusform>Next action of %n case</numerusform>
            <numerusform>Next action of %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set for %n cases</source>
        <translation>
            <numerusform>Set for %n case</numerusform>
            <numerusform>Set for %n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenPeople</name>
    <message numerus="yes">
        <source>%Ln people are chosen</source>
        <translation>
            <numerusform>One person is chosen</numerusform>
            <numerusform>%Ln people are chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are not shown</source>
        <translation>
            <numerusform>one of them is not shown</numerusform>
            <numerusform>%Ln of them are not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationHead</name>
    <message numerus="yes">
        <source>%n more open</source>
        <translation>
            <numerusform>%n more open</numerusform>
            <numerusform>%n more open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationsModel</name>
    <message numerus="yes">
        <source>%n unanswered</source>
        <translation>
            <numerusform>%n unanswered</numerusform>
            <numerusform>%n unanswered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomerCard</name>
    <message numerus="yes">
        <source>%n more open</source>
        <translation>
            <numerusform>%n more open</numerusform>
            <numerusform>%n more open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeliveriesModel</name>
    <message numerus="yes">
        <source>%n systems</source>
        <translation>
            <numerusform>%n system</numerusform>
            <numerusform>%n systems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n together</source>
        <translation>
            <numerusform>%n together</numerusform>
            <numerusform>%n together</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeliveryPanel</name>
    <message numerus="yes">
        <source>%n tries so far</source>
        <translation>
            <numerusform>%n try so far</numerusform>
            <numerusform>%n tries so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EscalationWords</name>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>asked %Ln more times</source>
        <translation>
            <numerusform>asked once more</numerusform>
            <numerusform>asked %Ln more times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message numerus="yes">
        <source>%n people at your site&apos;s server are heard all the same: you see what each other writes.</source>
        <translation>
            <numerusform>%n person at your site&apos;s server is heard all the same: you see what each other writes.</numerusform>
            <numerusform>%n people at your site&apos;s server are heard all the same: you see what each other writes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadChips</name>
    <message numerus="yes">
        <source>%n more: {facts}</source>
        <translation>
            <numerusform>%n more: {facts}</numerusform>
            <numerusform>%n more: {facts}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message numerus="yes">
        <source>%n cannot be seen</source>
        <translation>
            <numerusform>%n cannot be seen</numerusform>
            <numerusform>%n cannot be seen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n up</source>
        <translation>
            <numerusform>%n up</numerusform>
            <numerusform>%n up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting to be sent</source>
        <translation>
            <numerusform>%Ln waiting to be sent</numerusform>
            <numerusform>%Ln waiting to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message numerus="yes">
        <source>%n place(s) found</source>
        <translation>
            <numerusform>%n place found</numerusform>
            <numerusform>%n places found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Herald</name>
    <message numerus="yes">
        <source>%n new notifications</source>
        <translation>
            <numerusform>%n new notification</numerusform>
            <numerusform>%n new notifications</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryBlock</name>
    <message numerus="yes">
        <source>%n outages</source>
        <translation>
            <numerusform>%n outage</numerusform>
            <numerusform>%n outages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n earlier</source>
        <translation>
            <numerusform>and %n earlier</numerusform>
            <numerusform>and %n earlier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message numerus="yes">
        <source>%Ln lines were left out; they are listed below.</source>
        <translation>
            <numerusform>%Ln line was left out; it is listed below.</numerusform>
            <numerusform>%Ln lines were left out; they are listed below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln people</source>
        <translation>
            <numerusform>Import %Ln person</numerusform>
            <numerusform>Import %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>saved · %Ln people imported</source>
        <translation>
            <numerusform>saved · %Ln person imported</numerusform>
            <numerusform>saved · %Ln people imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are not among the helpdesk&apos;s users any more; they stay.</source>
        <translation>
            <numerusform>One person is not among the helpdesk&apos;s users any more; they stay.</numerusform>
            <numerusform>%Ln people are not among the helpdesk&apos;s users any more; they stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are not in the directory any more; they stay.</source>
        <translation>
            <numerusform>%Ln person is not in the directory any more; they stay.</numerusform>
            <numerusform>%Ln people are not in the directory any more; they stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people of an earlier file are not in this one; they stay.</source>
        <translation>
            <numerusform>%Ln person of an earlier file is not in this one; they stay.</numerusform>
            <numerusform>%Ln people of an earlier file are not in this one; they stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message numerus="yes">
        <source>%n messages came in.</source>
        <translation>
            <numerusform>%n message came in.</numerusform>
            <numerusform>%n messages came in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n call-backs due</source>
        <translation>
            <numerusform>%n call-back due</numerusform>
            <numerusform>%n call-backs due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed calls</source>
        <translation>
            <numerusform>%n missed call</numerusform>
            <numerusform>%n missed calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyPanel</name>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <translation>
            <numerusform>%Ln chosen</numerusform>
            <numerusform>%Ln chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of which it is not known</source>
        <translation>
            <numerusform>%n may have arrived or not</numerusform>
            <numerusform>%n may have arrived or not</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were refused</source>
        <translation>
            <numerusform>%n was refused</numerusform>
            <numerusform>%n were refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop %n for &amp;good</source>
        <translation>
            <numerusform>Drop %n for &amp;good</numerusform>
            <numerusform>Drop %n for &amp;good</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MirrorStep</name>
    <message numerus="yes">
        <source>%Ln cases copied</source>
        <translation>
            <numerusform>%Ln case copied</numerusform>
            <numerusform>%Ln cases copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cases so far</source>
        <translation>
            <numerusform>%Ln case so far</numerusform>
            <numerusform>%Ln cases so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissedModel</name>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissedPanel</name>
    <message numerus="yes">
        <source>%n missed calls</source>
        <translation>
            <numerusform>%n missed call</numerusform>
            <numerusform>%n missed calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message numerus="yes">
        <source>%Ln more records are merged into this person.</source>
        <translation>
            <numerusform>%Ln more record is merged into this person.</numerusform>
            <numerusform>%Ln more records are merged into this person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n case</numerusform>
            <numerusform>%n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueWork</name>
    <message numerus="yes">
        <source>%n cases are marked, not more</source>
        <translation>
            <numerusform>%n case is marked, not more</numerusform>
            <numerusform>%n cases are marked, not more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases changed</source>
        <translation>
            <numerusform>%n case changed</numerusform>
            <numerusform>%n cases changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases taken</source>
        <translation>
            <numerusform>%n case taken</numerusform>
            <numerusform>%n cases taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had it already</source>
        <translation>
            <numerusform>%n had it already</numerusform>
            <numerusform>%n had it already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out: gone or given up</source>
        <translation>
            <numerusform>%n left out: gone or given up</numerusform>
            <numerusform>%n left out: gone or given up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases are as before</source>
        <translation>
            <numerusform>%n case is as before</numerusform>
            <numerusform>%n cases are as before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were changed again and stay as they are</source>
        <translation>
            <numerusform>%n was changed again and stays as it is</numerusform>
            <numerusform>%n were changed again and stay as they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message numerus="yes">
        <source>and %n more open cases</source>
        <translation>
            <numerusform>and %n more open case</numerusform>
            <numerusform>and %n more open cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RingStack</name>
    <message numerus="yes">
        <source>and %n more calls</source>
        <translation>
            <numerusform>and %n more call</numerusform>
            <numerusform>and %n more calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RollPeopleModel</name>
    <message numerus="yes">
        <source>asked %Ln times</source>
        <translation>
            <numerusform>asked once</numerusform>
            <numerusform>asked %Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RollWords</name>
    <message numerus="yes">
        <source>&amp;Ask %Ln people now</source>
        <translation>
            <numerusform>&amp;Ask %Ln person now</numerusform>
            <numerusform>&amp;Ask %Ln people now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are asked</source>
        <translation>
            <numerusform>%Ln person is asked</numerusform>
            <numerusform>%Ln people are asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people cannot be asked</source>
        <translation>
            <numerusform>%Ln person cannot be asked</numerusform>
            <numerusform>%Ln people cannot be asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in their own window first</source>
        <translation>
            <numerusform>%Ln in their own window first</numerusform>
            <numerusform>%Ln in their own window first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln by SMS first</source>
        <translation>
            <numerusform>%Ln by SMS first</numerusform>
            <numerusform>%Ln by SMS first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln have to be rung by one of you</source>
        <translation>
            <numerusform>%Ln has to be rung by one of you</numerusform>
            <numerusform>%Ln have to be rung by one of you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are in their quiet hours: a roll call is urgent and reaches them all the same.</source>
        <translation>
            <numerusform>%Ln of them is in quiet hours: a roll call is urgent and reaches them all the same.</numerusform>
            <numerusform>%Ln of them are in their quiet hours: a roll call is urgent and reaches them all the same.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln asked in their quiet hours</source>
        <translation>
            <numerusform>%Ln asked in quiet hours</numerusform>
            <numerusform>%Ln asked in their quiet hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unaccounted for: %Ln</source>
        <translation>
            <numerusform>Unaccounted for: %Ln</numerusform>
            <numerusform>Unaccounted for: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unaccounted for: %Ln, longest {time}</source>
        <translation>
            <numerusform>Unaccounted for: %Ln, for {time}</numerusform>
            <numerusform>Unaccounted for: %Ln, longest {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %Ln nobody knows whether the text arrived</source>
        <translation>
            <numerusform>of %Ln nobody knows whether the text arrived</numerusform>
            <numerusform>of %Ln nobody knows whether the text arrived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln people nothing was heard. Nobody is asked any more; answers that come late still count.</source>
        <translation>
            <numerusform>Of %Ln person nothing was heard. Nobody is asked any more; answers that come late still count.</numerusform>
            <numerusform>Of %Ln people nothing was heard. Nobody is asked any more; answers that come late still count.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>read by %Ln people</source>
        <translation>
            <numerusform>read by %Ln person</numerusform>
            <numerusform>read by %Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RosterPane</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RosterWork</name>
    <message numerus="yes">
        <source>%n are now: {status}</source>
        <translation>
            <numerusform>%n is now: {status}</numerusform>
            <numerusform>%n are now: {status}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Where shall %n open cases go?</source>
        <translation>
            <numerusform>Where shall %n open case go?</numerusform>
            <numerusform>Where shall %n open cases go?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases changed</source>
        <translation>
            <numerusform>%n case changed</numerusform>
            <numerusform>%n cases changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases are as before</source>
        <translation>
            <numerusform>%n case is as before</numerusform>
            <numerusform>%n cases are as before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were changed again and stay as they are</source>
        <translation>
            <numerusform>%n was changed again and stays as it is</numerusform>
            <numerusform>%n were changed again and stay as they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message numerus="yes">
        <source>%Ln cases</source>
        <translation>
            <numerusform>%Ln case</numerusform>
            <numerusform>%Ln cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeStep</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetCard</name>
    <message numerus="yes">
        <source>%n more in the spreadsheet and the PDF</source>
        <translation>
            <numerusform>%n more in the spreadsheet and the PDF</numerusform>
            <numerusform>%n more in the spreadsheet and the PDF</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShiftImportPanel</name>
    <message numerus="yes">
        <source>%n shifts, absences and times on call saved</source>
        <translation>
            <numerusform>%n shift, absence or time on call saved</numerusform>
            <numerusform>%n shifts, absences and times on call saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shifts</source>
        <translation>
            <numerusform>%n shift</numerusform>
            <numerusform>%n shifts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n absences</source>
        <translation>
            <numerusform>%n absence</numerusform>
            <numerusform>%n absences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n times on call</source>
        <translation>
            <numerusform>%n time on call</numerusform>
            <numerusform>%n times on call</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overrides</source>
        <translation>
            <numerusform>%n override</numerusform>
            <numerusform>%n overrides</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n from before are replaced.</source>
        <translation>
            <numerusform>%n from before is replaced.</numerusform>
            <numerusform>%n from before are replaced.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SinkCard</name>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unsure</source>
        <translation>
            <numerusform>%Ln unsure</numerusform>
            <numerusform>%Ln unsure</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need you</source>
        <translation>
            <numerusform>%Ln needs you</numerusform>
            <numerusform>%Ln need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sent so far</source>
        <translation>
            <numerusform>%Ln sent so far</numerusform>
            <numerusform>%Ln sent so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SmsWords</name>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n part</numerusform>
            <numerusform>%n parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StationPage</name>
    <message numerus="yes">
        <source>after %n minutes</source>
        <translation>
            <numerusform>after %n minute</numerusform>
            <numerusform>after %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwarmWords</name>
    <message numerus="yes">
        <source>%Ln members</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <translation>
            <numerusform>%Ln chosen</numerusform>
            <numerusform>%Ln chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open cases</source>
        <translation>
            <numerusform>%Ln open case</numerusform>
            <numerusform>%Ln open cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved</source>
        <translation>
            <numerusform>%n saved</numerusform>
            <numerusform>%n saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left as they were</source>
        <translation>
            <numerusform>%n left as it was</numerusform>
            <numerusform>%n left as they were</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n arrived</source>
        <translation>
            <numerusform>%n arrived</numerusform>
            <numerusform>%n arrived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n did not arrive and are sent again</source>
        <translation>
            <numerusform>%n did not arrive and is sent again</numerusform>
            <numerusform>%n did not arrive and are sent again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be asked about</source>
        <translation>
            <numerusform>%n could not be asked about</numerusform>
            <numerusform>%n could not be asked about</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n unread notifications</source>
        <translation>
            <numerusform>%n unread notification</numerusform>
            <numerusform>%n unread notifications</numerusform>
        </translation>
    </message>
</context>
</TS>
