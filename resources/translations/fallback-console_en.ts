<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>Composer</name>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n part</numerusform>
            <numerusform>%n parts</numerusform>
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
        <source>%n waiting to be sent</source>
        <translation>
            <numerusform>%n waiting to be sent</numerusform>
            <numerusform>%n waiting to be sent</numerusform>
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
</context>
<context>
    <name>MirrorStep</name>
    <message numerus="yes">
        <source>%n cases copied</source>
        <translation>
            <numerusform>%n case copied</numerusform>
            <numerusform>%n cases copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases so far</source>
        <translation>
            <numerusform>%n case so far</numerusform>
            <numerusform>%n cases so far</numerusform>
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
    <name>SinkCard</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsure</source>
        <translation>
            <numerusform>%n unsure</numerusform>
            <numerusform>%n unsure</numerusform>
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
        <source>%n sent so far</source>
        <translation>
            <numerusform>%n sent so far</numerusform>
            <numerusform>%n sent so far</numerusform>
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
    <name>SyncView</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
</TS>
