<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AlertCentre</name>
    <message>
        <source>Show the notifications</source>
        <translation>通知を表示</translation>
    </message>
    <message>
        <source>Mark all notifications as read</source>
        <translation>通知をすべて既読にする</translation>
    </message>
    <message>
        <source>Silence sounds for 1 hour</source>
        <translation>音を1時間止める</translation>
    </message>
    <message>
        <source>Silence sounds until tomorrow</source>
        <translation>音を明日まで止める</translation>
    </message>
    <message>
        <source>Sounds on</source>
        <translation>音を鳴らす</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
</context>
<context>
    <name>AlertPanel</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>&amp;Unread</source>
        <translation>未読(&amp;U)</translation>
    </message>
    <message>
        <source>Only unread notifications</source>
        <translation>未読の通知だけを表示</translation>
    </message>
    <message>
        <source>All &amp;read</source>
        <translation>すべて既読(&amp;R)</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>すべて既読にする</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Put away</source>
        <translation>片付ける(&amp;P)</translation>
    </message>
    <message>
        <source>Silent for &amp;1 h</source>
        <translation>1時間消音(&amp;1)</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>明日まで(&amp;T)</translation>
    </message>
    <message>
        <source>Silent until tomorrow</source>
        <translation>明日まで消音</translation>
    </message>
    <message>
        <source>&amp;Sounds on</source>
        <translation>音を鳴らす(&amp;S)</translation>
    </message>
    <message>
        <source>Soun&amp;ds</source>
        <translation>音の設定(&amp;D)</translation>
    </message>
    <message>
        <source>Choose sounds and notifications</source>
        <translation>音と通知を設定</translation>
    </message>
    <message>
        <source>Everything is read</source>
        <translation>すべて既読です</translation>
    </message>
    <message>
        <source>Show all of them to see what was.</source>
        <translation>これまでの通知を見るには、すべてを表示してください。</translation>
    </message>
    <message>
        <source>Nothing has happened</source>
        <translation>通知はありません</translation>
    </message>
    <message>
        <source>Outages, answers of customers, and what needs you stand here, also after a restart.</source>
        <translation>障害、顧客からの返信、対応が必要なものがここに表示されます。再起動後も残ります。</translation>
    </message>
    <message>
        <source>Sounds are silenced until {time}.</source>
        <translation>{time}まで音を止めています。</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>unread</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <translation>M月d日（ddd）</translation>
    </message>
    <message>
        <source>Outage</source>
        <translation>障害</translation>
    </message>
    <message>
        <source>Incoming or missed call</source>
        <translation>着信・不在着信</translation>
    </message>
    <message>
        <source>Answer from a customer</source>
        <translation>顧客からの返信</translation>
    </message>
    <message>
        <source>Something needs you</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>Call-back due</source>
        <translation>折り返しの時刻</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>ベル</translation>
    </message>
    <message>
        <source>Three tones</source>
        <translation>3つの音</translation>
    </message>
    <message>
        <source>Knock</source>
        <translation>ノック</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>音なし</translation>
    </message>
</context>
<context>
    <name>ArrangeMenu</name>
    <message>
        <source>From the end</source>
        <translation>末尾から並べる</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>グループ分け</translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Order: {order}</source>
        <translation>並び順: {order}</translation>
    </message>
    <message>
        <source>Order, groups and columns</source>
        <translation>並び順・グループ・列</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source>Roll call by {who}: you answered “{answer}”.</source>
        <translation>{who} の安否確認：「{answer}」と回答しました。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>1 Safe and available</source>
        <translation>1 無事で対応可能</translation>
    </message>
    <message>
        <source>2 I need help</source>
        <translation>2 助けが必要</translation>
    </message>
    <message>
        <source>Roll call by {who}</source>
        <translation>{who} の安否確認</translation>
    </message>
    <message>
        <source>Or in your own words</source>
        <translation>または自分の言葉で</translation>
    </message>
    <message>
        <source>{who} writes:</source>
        <translation>{who} からのメッセージ：</translation>
    </message>
    <message>
        <source>{who} writes about case {case}:</source>
        <translation>{who} から案件 {case} について：</translation>
    </message>
    <message>
        <source>{number} is yours.</source>
        <translation>{number}はあなたの担当になりました。</translation>
    </message>
    <message>
        <source>{number} is yours already, since {time}.</source>
        <translation>{number}は{time}からあなたの担当です。</translation>
    </message>
    <message>
        <source>{number}: already taken by {name} since {time}.</source>
        <translation>{number}は{time}から{name}さんが対応しています。</translation>
    </message>
    <message>
        <source>{number} goes to the next step.</source>
        <translation>{number}を次の担当へ回します。</translation>
    </message>
    <message>
        <source>{number}: there is no further step. A supervisor is told.</source>
        <translation>{number}に次の担当はいません。管理者に知らせます。</translation>
    </message>
    <message>
        <source>{number} is closed.</source>
        <translation>{number}を完了にしました。</translation>
    </message>
    <message>
        <source>{number} was closed by {name}, {time}.</source>
        <translation>{number}は{time}に{name}さんが完了にしました。</translation>
    </message>
    <message>
        <source>You are in S{number}: {name}.</source>
        <translation>S{number}に参加しました:{name}</translation>
    </message>
    <message>
        <source>You are in S{number} already.</source>
        <translation>すでにS{number}に参加しています。</translation>
    </message>
    <message>
        <source>You are not in S{number}.</source>
        <translation>S{number}に不参加と返事しました。</translation>
    </message>
    <message>
        <source>You have left S{number}.</source>
        <translation>S{number}から退出しました。</translation>
    </message>
    <message>
        <source>Your message is in S{number}.</source>
        <translation>S{number}に書き込みました。</translation>
    </message>
    <message>
        <source>The roll call has your answer: {answer}.</source>
        <translation>安否確認に「{answer}」と回答しました。</translation>
    </message>
    <message>
        <source>{who} asks you into swarm S{number}:</source>
        <translation>{who}さんからスウォームS{number}への参加依頼:</translation>
    </message>
    <message>
        <source>You are in swarm S{number}.</source>
        <translation>スウォームS{number}に参加しています。</translation>
    </message>
    <message>
        <source>Swarm S{number} is closed.</source>
        <translation>スウォームS{number}は終了しました。</translation>
    </message>
    <message>
        <source>You are not in swarm S{number}.</source>
        <translation>スウォームS{number}には参加していません。</translation>
    </message>
    <message>
        <source>{who} pages you:</source>
        <translation>{who}さんからの呼び出し:</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>読みました</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>1 Join</source>
        <translation>1 参加</translation>
    </message>
    <message>
        <source>2 Decline</source>
        <translation>2 断る</translation>
    </message>
    <message>
        <source>3 Only read</source>
        <translation>3 読むだけ</translation>
    </message>
    <message>
        <source>1 Take it</source>
        <translation>1 引き受ける</translation>
    </message>
    <message>
        <source>2 Pass it on</source>
        <translation>2 次の人へ回す</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>無事</translation>
    </message>
    <message>
        <source>need help</source>
        <translation>助けが必要</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>AskedControl</name>
    <message>
        <source>Answer the roll call</source>
        <translation>安否確認に答える</translation>
    </message>
    <message>
        <source>Answer the message</source>
        <translation>メッセージに答える</translation>
    </message>
</context>
<context>
    <name>AskedStrip</name>
    <message>
        <source>Send</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Send your own words</source>
        <translation>自分の言葉を送る</translation>
    </message>
</context>
<context>
    <name>AskedWords</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>ほかに%Ln件</numerusform>
        </translation>
    </message>
    <message>
        <source>{title} {text} Answer with {key}.</source>
        <translation>{title} {text} {key} で回答できます。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>Bell</name>
    <message numerus="yes">
        <source>Notifications: %n unread</source>
        <translation>
            <numerusform>通知: 未読%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Notifications: all read</source>
        <translation>通知: すべて既読</translation>
    </message>
    <message>
        <source>silenced until {time}</source>
        <translation>{time}まで消音</translation>
    </message>
</context>
<context>
    <name>Briefing</name>
    <message>
        <source>Conditions</source>
        <translation>状況</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>対応</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>必要なこと</translation>
    </message>
    <message>
        <source>How things stand, and since when</source>
        <translation>どうなっているか、いつからか</translation>
    </message>
    <message>
        <source>What is being done, by whom</source>
        <translation>何をしているか、誰が</translation>
    </message>
    <message>
        <source>What is missing, until when</source>
        <translation>何が足りないか、いつまでに</translation>
    </message>
    <message>
        <source>The outage is over</source>
        <translation>障害は終わりました</translation>
    </message>
    <message>
        <source>Next in {span}, at {time}</source>
        <translation>次回まで{span}（{time}）</translation>
    </message>
    <message>
        <source>Overdue since {time}: {span}</source>
        <translation>{time}の予定を{span}超過</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>here</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>{name} ({over}, {time})</source>
        <translation>{name}（{over}、{time}）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>BriefingOffer</name>
    <message>
        <source>Briefing {number} of {time}, by {who}</source>
        <translation>{time}の状況報告 {number}（{who}）</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>読む</translation>
    </message>
</context>
<context>
    <name>BriefingView</name>
    <message>
        <source>Give the briefing</source>
        <translation>状況報告を出す</translation>
    </message>
    <message>
        <source>Send the briefing as SMS</source>
        <translation>状況報告をSMSで送る</translation>
    </message>
    <message>
        <source>Read the briefing aloud</source>
        <translation>状況報告を読み上げ用に表示</translation>
    </message>
    <message>
        <source>Copy the briefing</source>
        <translation>状況報告をコピー</translation>
    </message>
    <message>
        <source>Save the briefing as PDF</source>
        <translation>状況報告をPDFで保存</translation>
    </message>
    <message>
        <source>Back to the cases</source>
        <translation>案件に戻る</translation>
    </message>
    <message>
        <source>Briefing</source>
        <translation>状況報告</translation>
    </message>
    <message>
        <source>&amp;Back to the cases</source>
        <translation>案件に戻る(&amp;B)</translation>
    </message>
    <message>
        <source>How often a briefing is wanted</source>
        <translation>状況報告の間隔</translation>
    </message>
    <message>
        <source>&amp;Give the briefing</source>
        <translation>状況報告を出す(&amp;G)</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Nothing is down</source>
        <translation>停止しているものはありません</translation>
    </message>
    <message>
        <source>In an outage the team is told here what is known, what is done and what is needed, on a clock.</source>
        <translation>障害のときは、分かっていること、していること、必要なことを、ここから定期的にチームへ知らせます。</translation>
    </message>
    <message>
        <source>Briefing {number} · as SMS {parts}</source>
        <translation>状況報告 {number} · SMSでは{parts}</translation>
    </message>
    <message>
        <source>The briefing is given and saved.</source>
        <translation>状況報告を出し、保存しました。</translation>
    </message>
    <message>
        <source>Who is not at this station can be texted.</source>
        <translation>この端末にいない人にはSMSで送れます。</translation>
    </message>
    <message>
        <source>Send as SMS</source>
        <translation>SMSで送る</translation>
    </message>
</context>
<context>
    <name>BriefingWords</name>
    <message numerus="yes">
        <source>every %Ln min</source>
        <translation>
            <numerusform>%Ln分ごと</numerusform>
        </translation>
    </message>
    <message>
        <source>read by {read}, texted to {texted}</source>
        <translation>既読{read}、SMS {texted}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln人</numerusform>
        </translation>
    </message>
    <message>
        <source>read by {read}</source>
        <translation>既読{read}</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send to %Ln people</source>
        <translation>
            <numerusform>%Ln人に送る(&amp;S)</numerusform>
        </translation>
    </message>
    <message>
        <source>{systems} is down since {time}.</source>
        <translation>{systems}が{time}から停止しています。</translation>
    </message>
    <message>
        <source>{systems} are down since {time}.</source>
        <translation>{systems}が{time}から停止しています。</translation>
    </message>
    <message>
        <source>{systems}: the outage is over.</source>
        <translation>{systems}の障害は終わりました。</translation>
    </message>
    <message>
        <source>Open cases: {high} high, {middle} middle, {low} low.</source>
        <translation>未完了の案件: 高{high}件、中{middle}件、低{low}件。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln customers wait for an answer.</source>
        <translation>
            <numerusform>%Ln人の顧客が返答を待っています。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things wait to be sent.</source>
        <translation>
            <numerusform>送信待ちが%Ln件あります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are to be called back now.</source>
        <translation>
            <numerusform>折り返しの時刻を過ぎた人が%Ln人います。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things need somebody&apos;s decision.</source>
        <translation>
            <numerusform>判断が必要なものが%Ln件あります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Broadcast</name>
    <message>
        <source>urgent</source>
        <translation>緊急</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>送信済み</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>到達</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>返信あり</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>取り消し</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>下書き</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>取り消し済み</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>wants no text messages</source>
        <translation>SMS の受信を望んでいません</translation>
    </message>
    <message>
        <source>has no number</source>
        <translation>電話番号がありません</translation>
    </message>
    <message>
        <source>the number cannot exist</source>
        <translation>存在しない番号です</translation>
    </message>
    <message>
        <source>has no mobile number</source>
        <translation>携帯電話の番号がありません</translation>
    </message>
    <message>
        <source>no gateway serves the country</source>
        <translation>その国に送れるゲートウェイがありません</translation>
    </message>
    <message>
        <source>shares a number with somebody who gets it</source>
        <translation>送信先の別の人と同じ番号です</translation>
    </message>
    <message>
        <source>gets it already</source>
        <translation>すでに送信先に入っています</translation>
    </message>
    <message>
        <source>it is night there</source>
        <translation>現地は夜間です</translation>
    </message>
    <message>
        <source>has no name for {place}</source>
        <translation>{place} に入れる名前がありません</translation>
    </message>
    <message>
        <source>the text with the name is too long</source>
        <translation>名前を入れると長すぎます</translation>
    </message>
    <message>
        <source>the message could not be made</source>
        <translation>メッセージを作成できませんでした</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>お客様</translation>
    </message>
    <message>
        <source>Teammates</source>
        <translation>チームメンバー</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>専門家</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>取引先</translation>
    </message>
    <message>
        <source>Shared numbers</source>
        <translation>共有番号</translation>
    </message>
    <message>
        <source>Choose a kind …</source>
        <translation>種類を選択…</translation>
    </message>
    <message>
        <source>no SMS gateway is connected: see Settings</source>
        <translation>SMS ゲートウェイが接続されていません（設定を確認）</translation>
    </message>
    <message>
        <source>about {time} over {gateway}</source>
        <translation>{gateway} で約 {time}</translation>
    </message>
    <message>
        <source>about {amount}</source>
        <translation>約 {amount}</translation>
    </message>
    <message>
        <source>{state} · by {who}</source>
        <translation>{state} · 作成：{who}</translation>
    </message>
    <message>
        <source>{state} · {done} of {all}</source>
        <translation>{state} · {all} 人中 {done} 人</translation>
    </message>
</context>
<context>
    <name>BroadcastCompose</name>
    <message>
        <source>Change the draft</source>
        <translation>下書きの変更</translation>
    </message>
    <message>
        <source>One text to many people</source>
        <translation>多くの人に同じ SMS を送る</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Text of the broadcast</source>
        <translation>一斉送信の本文</translation>
    </message>
    <message>
        <source>What everybody should know, and what you ask of them</source>
        <translation>全員に知らせたいことと、お願いしたいこと</translation>
    </message>
    <message>
        <source>{customer} becomes the name of each one, {me} yours.</source>
        <translation>{customer} は相手の名前に、{me} はあなたの名前に置き換わります。</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>送信先</translation>
    </message>
    <message>
        <source>And these numbers, with commas between them</source>
        <translation>追加する番号（カンマ区切り）</translation>
    </message>
    <message>
        <source>Numbers that get it too</source>
        <translation>追加で送る番号</translation>
    </message>
    <message>
        <source>How fast it goes out</source>
        <translation>送信の速さ</translation>
    </message>
    <message>
        <source>&amp;Urgent: at night too</source>
        <translation>緊急：夜間も送信(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keep and look at it</source>
        <translation>保存して確認(&amp;K)</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln a minute</source>
        <translation>
            <numerusform>1 分に最大 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>As fast as the gateway</source>
        <translation>ゲートウェイの速さで</translation>
    </message>
</context>
<context>
    <name>BroadcastPage</name>
    <message>
        <source>Broadcasts</source>
        <translation>一斉送信</translation>
    </message>
    <message>
        <source>Back to the conversations</source>
        <translation>会話に戻る</translation>
    </message>
    <message>
        <source>Back to the conversations (Escape)</source>
        <translation>会話に戻る (Esc)</translation>
    </message>
    <message>
        <source>Ne&amp;w</source>
        <translation>新規(&amp;W)</translation>
    </message>
    <message>
        <source>Write one text to many people</source>
        <translation>多くの人に同じ SMS を書く</translation>
    </message>
    <message>
        <source>No broadcast yet</source>
        <translation>一斉送信はまだありません</translation>
    </message>
    <message>
        <source>One text to many people: see who gets it, how long it takes and what it costs before it goes out.</source>
        <translation>多くの人に同じ SMS を送ります。誰に届くか、所要時間と費用を送信前に確認できます。</translation>
    </message>
</context>
<context>
    <name>BroadcastPane</name>
    <message>
        <source>Cancel the &amp;rest</source>
        <translation>残りを取り消す(&amp;R)</translation>
    </message>
    <message>
        <source>What was sent cannot be called back.</source>
        <translation>送信したものは取り消せません。</translation>
    </message>
    <message>
        <source>You say that the text and the people are right. Whoever wrote it can send it then.</source>
        <translation>本文と送信先が正しいことを確認したことになります。その後、作成者が送信できます。</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>承認する(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Send …</source>
        <translation>送信(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Approve …</source>
        <translation>承認(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>変更(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>一時停止(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>再開(&amp;G)</translation>
    </message>
    <message>
        <source>Cancel the &amp;rest …</source>
        <translation>残りを取り消す(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Spreadsheet</source>
        <translation>表計算用(&amp;S)</translation>
    </message>
    <message>
        <source>P&amp;DF</source>
        <translation>PDF出力(&amp;D)</translation>
    </message>
    <message>
        <source>Save everybody with what became of it, as CSV in your documents</source>
        <translation>全員の結果を CSV としてドキュメントに保存</translation>
    </message>
    <message>
        <source>Save everybody with what became of it, as PDF in your documents</source>
        <translation>全員の結果を PDF としてドキュメントに保存</translation>
    </message>
    <message>
        <source>Text of the broadcast</source>
        <translation>一斉送信の本文</translation>
    </message>
    <message>
        <source>People of the broadcast</source>
        <translation>一斉送信の対象者</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>written by {who}, {when}</source>
        <translation>作成：{who}、{when}</translation>
    </message>
    <message>
        <source>approved by {who}</source>
        <translation>承認：{who}</translation>
    </message>
    <message>
        <source>sent by {who}, {when}</source>
        <translation>送信：{who}、{when}</translation>
    </message>
    <message>
        <source>paused by {who}, {when}</source>
        <translation>一時停止：{who}、{when}</translation>
    </message>
    <message>
        <source>cancelled by {who}, {when}</source>
        <translation>取り消し：{who}、{when}</translation>
    </message>
    <message>
        <source>So many people: a colleague has to approve it first, with their own login.</source>
        <translation>送信先が多いため、先に同僚が自分のログインで承認する必要があります。</translation>
    </message>
    <message>
        <source>So many people: it waits for a supervisor to approve it, at their station.</source>
        <translation>送信先が多いため、管理者が自分の端末で承認するのを待っています。</translation>
    </message>
    <message>
        <source>So many people: it waits for somebody other than its author to approve it.</source>
        <translation>送信先が多いため、作成者以外の承認を待っています。</translation>
    </message>
</context>
<context>
    <name>BroadcastPreview</name>
    <message>
        <source>Who does not get it</source>
        <translation>送信されない人</translation>
    </message>
    <message>
        <source>The first one reads: {text}</source>
        <translation>最初の人に届く本文：{text}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ほか {count} 件</translation>
    </message>
</context>
<context>
    <name>BroadcastQuestion</name>
    <message>
        <source>&amp;Not now</source>
        <translation>今はしない(&amp;N)</translation>
    </message>
</context>
<context>
    <name>BroadcastSaving</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>Broadcast: {title}</source>
        <translation>一斉送信: {title}</translation>
    </message>
    <message>
        <source>It holds customers&apos; data: keep it safe.</source>
        <translation>お客様の情報を含みます。取り扱いにご注意ください。</translation>
    </message>
</context>
<context>
    <name>BroadcastWords</name>
    <message numerus="yes">
        <source>%Ln people get it</source>
        <translation>
            <numerusform>%Ln 人に送信</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people do not get it</source>
        <translation>
            <numerusform>%Ln 人には送信されません</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send to %Ln people</source>
        <translation>
            <numerusform>%Ln 人に送信(&amp;S)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people still wait for it</source>
        <translation>
            <numerusform>%Ln 人が送信待ち</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people who still wait for it will never get it.</source>
        <translation>
            <numerusform>送信待ちの %Ln 人には送信されなくなります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln have it or may have it already; that cannot be called back.</source>
        <translation>
            <numerusform>%Ln 人にはすでに届いたか、届いた可能性があり、取り消せません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are with the gateway this moment</source>
        <translation>
            <numerusform>うち %Ln 件は現在ゲートウェイで処理中</numerusform>
        </translation>
    </message>
    <message>
        <source>with the words: {words}</source>
        <translation>検索語: {words}</translation>
    </message>
    <message>
        <source>group {name}</source>
        <translation>グループ {name}</translation>
    </message>
    <message>
        <source>{names} and {more}</source>
        <translation>{names}、{more}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>ほか %Ln 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln typed numbers</source>
        <translation>
            <numerusform>入力した番号 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>To: {people}</source>
        <translation>宛先: {people}</translation>
    </message>
    <message numerus="yes">
        <source>Broadcasts · %Ln under way</source>
        <translation>
            <numerusform>一斉送信 · %Ln 件進行中</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BroadcastWriting</name>
    <message>
        <source>Write the text and choose who gets it to see what would come of it.</source>
        <translation>本文を書いて送信先を選ぶと、結果の見込みが表示されます。</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n件を選択中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases are marked</source>
        <translation>
            <numerusform>%n件の案件を選択中です</numerusform>
        </translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>すべて担当する</translation>
    </message>
    <message numerus="yes">
        <source>Take %n cases</source>
        <translation>
            <numerusform>%n件の案件を担当する</numerusform>
        </translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message numerus="yes">
        <source>Change %n cases</source>
        <translation>
            <numerusform>%n件の案件を変更</numerusform>
        </translation>
    </message>
    <message>
        <source>Next action</source>
        <translation>次の対応</translation>
    </message>
    <message numerus="yes">
        <source>Next action of %n cases</source>
        <translation>
            <numerusform>%n件の案件の次の対応</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark none</source>
        <translation>選択を解除</translation>
    </message>
    <message>
        <source>Mark none (Escape)</source>
        <translation>選択を解除 (Escape)</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>次に行うこと</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message numerus="yes">
        <source>Set for %n cases</source>
        <translation>
            <numerusform>%n件に設定</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>A call is still open.</source>
        <translation>通話の記録が終わっていません。</translation>
    </message>
    <message>
        <source>End and log it first, at the foot of the window.</source>
        <translation>先にウィンドウ下部で終了して記録してください。</translation>
    </message>
    <message>
        <source>A call was not logged when the program stopped.</source>
        <translation>終了時に記録されていない通話があります。</translation>
    </message>
    <message>
        <source>Log it, or say that there was none, at the foot of the window.</source>
        <translation>画面下部で記録するか、通話なしを選んでください。</translation>
    </message>
    <message>
        <source>The number is copied.</source>
        <translation>番号をコピーしました。</translation>
    </message>
    <message>
        <source>When is the call-back?</source>
        <translation>折り返しはいつですか。</translation>
    </message>
    <message>
        <source>Write it like &apos;tomorrow 9:00&apos;, or leave it empty.</source>
        <translation>「明日9時」のように書くか、空欄にしてください。</translation>
    </message>
    <message>
        <source>Nothing was logged.</source>
        <translation>記録しませんでした。</translation>
    </message>
</context>
<context>
    <name>CallFields</name>
    <message>
        <source>We called</source>
        <translation>こちらから発信</translation>
    </message>
    <message>
        <source>They called</source>
        <translation>相手からの着信</translation>
    </message>
    <message>
        <source>To the open case</source>
        <translation>開いている案件に紐付け</translation>
    </message>
    <message>
        <source>The call is about the case that is open in the queue</source>
        <translation>この通話を、キューで開いている案件の通話にします</translation>
    </message>
    <message>
        <source>Who called</source>
        <translation>発信者</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Notes of the call</source>
        <translation>通話のメモ</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>折り返し</translation>
    </message>
</context>
<context>
    <name>CallHead</name>
    <message>
        <source>Dialling</source>
        <translation>発信中</translation>
    </message>
    <message>
        <source>In the call</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>つながっていません</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>呼び出し中</translation>
    </message>
    <message>
        <source>The call broke off</source>
        <translation>通話が切れました</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>話し中</translation>
    </message>
    <message>
        <source>Nobody answered</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>拒否されました</translation>
    </message>
    <message>
        <source>No such number</source>
        <translation>番号が存在しません</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>取りやめ</translation>
    </message>
    <message>
        <source>The call failed</source>
        <translation>発信できませんでした</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>後処理</translation>
    </message>
    <message>
        <source>the call took {duration}</source>
        <translation>通話時間 {duration}</translation>
    </message>
    <message>
        <source>&amp;Answered</source>
        <translation>応答あり(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Hang up</source>
        <translation>通話終了(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;End: log it</source>
        <translation>記録する(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;End and log</source>
        <translation>終了して記録(&amp;E)</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>番号をコピー</translation>
    </message>
    <message>
        <source>Scrip&amp;t</source>
        <translation>台本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>キー入力(&amp;K)</translation>
    </message>
    <message>
        <source>Press keys for a menu or an extension</source>
        <translation>音声案内や内線番号のキーを送ります</translation>
    </message>
    <message>
        <source>No ans&amp;wer</source>
        <translation>応答なし(&amp;W)</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>通話なし</translation>
    </message>
    <message>
        <source>Nothing was dialled: log nothing</source>
        <translation>電話をかけていないので記録しません</translation>
    </message>
    <message>
        <source>Enter does this too</source>
        <translation>Enter キーでもできます</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
</context>
<context>
    <name>CallLine</name>
    <message>
        <source>Hand to the s&amp;ystem&apos;s dialler</source>
        <translation>システムの電話アプリに渡す(&amp;Y)</translation>
    </message>
    <message>
        <source>Hang up at the telephone itself.</source>
        <translation>電話機側で切ってください。</translation>
    </message>
    <message>
        <source>No phone program took the number.</source>
        <translation>番号を受け取る電話アプリがありません。</translation>
    </message>
    <message>
        <source>It is hidden from you: ask a colleague who may see it to call. The time runs here until then.</source>
        <translation>番号は非表示です。番号を見られる同僚に発信を依頼してください。それまで時間の計測は続きます。</translation>
    </message>
    <message>
        <source>Dial by hand: {number}</source>
        <translation>手動で発信してください: {number}</translation>
    </message>
    <message>
        <source>No phone program took the number. The time runs; log the call when it is over.</source>
        <translation>電話アプリに渡せませんでした。時間は計測中です。終わったら記録してください。</translation>
    </message>
</context>
<context>
    <name>CallLists</name>
    <message>
        <source>No call fits</source>
        <translation>該当する通話がありません</translation>
    </message>
    <message>
        <source>Try fewer words, or another part of the number.</source>
        <translation>語を減らすか、番号の別の部分で試してください。</translation>
    </message>
    <message>
        <source>Nobody is to be called back</source>
        <translation>折り返す相手はいません</translation>
    </message>
    <message>
        <source>Write &apos;tomorrow 9:00&apos; into a call&apos;s field for the call-back, and it appears here.</source>
        <translation>通話の折り返し欄に「明日9時」のように書くと、ここに表示されます。</translation>
    </message>
    <message>
        <source>Nobody is waiting for a call</source>
        <translation>折り返しを待っている人はいません</translation>
    </message>
    <message>
        <source>Calls that nobody took appear here until somebody calls or texts back.</source>
        <translation>誰も取らなかった電話が、折り返しの電話やSMSをするまでここに表示されます。</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>通話はまだありません</translation>
    </message>
    <message>
        <source>Calls that you make and log appear here.</source>
        <translation>かけて記録した通話がここに表示されます。</translation>
    </message>
    <message>
        <source>Whom to call back</source>
        <translation>折り返す相手</translation>
    </message>
    <message>
        <source>Missed calls</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
</context>
<context>
    <name>CallPanel</name>
    <message>
        <source>&amp;Call again</source>
        <translation>かけ直す(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Call now</source>
        <translation>電話する(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open case</source>
        <translation>案件を開く(&amp;O)</translation>
    </message>
    <message>
        <source>All calls &amp;with them</source>
        <translation>この相手との通話(&amp;W)</translation>
    </message>
    <message>
        <source>overdue {span}</source>
        <translation>{span}超過</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span}後</translation>
    </message>
    <message>
        <source>promised by {who}</source>
        <translation>約束した人: {who}</translation>
    </message>
    <message>
        <source>by {who}</source>
        <translation>担当: {who}</translation>
    </message>
    <message>
        <source>Call back {when}</source>
        <translation>折り返し {when}</translation>
    </message>
    <message>
        <source>Call &amp;later …</source>
        <translation>後でかける(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完了(&amp;D)</translation>
    </message>
    <message>
        <source>No call is needed any more</source>
        <translation>電話はもう必要ありません</translation>
    </message>
    <message>
        <source>Call back at another time</source>
        <translation>別の日時に折り返す</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
</context>
<context>
    <name>CallQuestion</name>
    <message>
        <source>Close, log it next time</source>
        <translation>閉じて次回記録する</translation>
    </message>
    <message>
        <source>Log it and close</source>
        <translation>記録して閉じる</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>閉じない</translation>
    </message>
    <message>
        <source>This call is not logged yet.</source>
        <translation>この通話はまだ記録されていません。</translation>
    </message>
    <message>
        <source>The call with {name} ended {span} ago and is not logged yet.</source>
        <translation>{name}様との通話は終了から{span}たちますが、まだ記録されていません。</translation>
    </message>
    <message>
        <source>Log it now</source>
        <translation>今すぐ記録</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後で</translation>
    </message>
    <message>
        <source>Still ringing {name}? It has been {span}.</source>
        <translation>{name}様をまだ呼び出していますか({span}経過)。</translation>
    </message>
    <message>
        <source>Still on the phone with {name}? It has been {span}.</source>
        <translation>{name}様とまだ通話中ですか({span}経過)。</translation>
    </message>
    <message>
        <source>It is over</source>
        <translation>終わった</translation>
    </message>
    <message>
        <source>Still going on</source>
        <translation>続いている</translation>
    </message>
</context>
<context>
    <name>CallbacksModel</name>
    <message>
        <source>Whom</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>予定</translation>
    </message>
    <message>
        <source>overdue {span}</source>
        <translation>{span}超過</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span}後</translation>
    </message>
</context>
<context>
    <name>Callers</name>
    <message>
        <source>maybe {name}</source>
        <translation>{name}の可能性</translation>
    </message>
    <message>
        <source>calls themselves {name}</source>
        <translation>自称{name}</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>番号非通知</translation>
    </message>
</context>
<context>
    <name>CallsModel</name>
    <message>
        <source>Whom</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
</context>
<context>
    <name>CallsView</name>
    <message>
        <source>Call again</source>
        <translation>かけ直す</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>案件を開く</translation>
    </message>
    <message>
        <source>No call-back is needed any more</source>
        <translation>折り返しは不要になった</translation>
    </message>
    <message>
        <source>Call back later</source>
        <translation>後で折り返す</translation>
    </message>
    <message>
        <source>Write an SMS</source>
        <translation>SMSを書く</translation>
    </message>
    <message>
        <source>Next call</source>
        <translation>次の通話</translation>
    </message>
    <message>
        <source>Previous call</source>
        <translation>前の通話</translation>
    </message>
    <message>
        <source>Search calls</source>
        <translation>通話を検索</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>折り返し</translation>
    </message>
    <message>
        <source>My calls</source>
        <translation>自分の通話</translation>
    </message>
    <message>
        <source>All calls</source>
        <translation>すべての通話</translation>
    </message>
    <message>
        <source>Search calls: person, number, notes, case</source>
        <translation>通話を検索: 相手、番号、メモ、案件</translation>
    </message>
    <message>
        <source>This call was about no case.</source>
        <translation>この通話は案件に関するものではありません。</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>Put away.</source>
        <translation>片付けました。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Mid</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>{span} over</source>
        <translation>{span}超過</translation>
    </message>
    <message>
        <source>paused · waiting</source>
        <translation>停止中 · 返答待ち</translation>
    </message>
    <message>
        <source>paused · holiday</source>
        <translation>停止中 · 休日</translation>
    </message>
    <message>
        <source>paused · lunch</source>
        <translation>停止中 · 昼休み</translation>
    </message>
    <message>
        <source>paused · off hours</source>
        <translation>停止中 · 時間外</translation>
    </message>
    <message>
        <source>holiday until {time}</source>
        <translation>休日 {time}まで</translation>
    </message>
    <message>
        <source>lunch until {time}</source>
        <translation>昼休み {time}まで</translation>
    </message>
    <message>
        <source>off until {time}</source>
        <translation>時間外 {time}まで</translation>
    </message>
    <message>
        <source>changed by {who}</source>
        <translation>{who}さんが変更</translation>
    </message>
    <message>
        <source>you are on it</source>
        <translation>自分が対応中</translation>
    </message>
    <message>
        <source>contested: {who}</source>
        <translation>重複：{who}</translation>
    </message>
    <message>
        <source>{who} is on it</source>
        <translation>{who}が対応中</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>open</source>
        <translation>対応中</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>解決済</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>削除済</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>solved</source>
        <translation>解決済</translation>
    </message>
    <message>
        <source>you</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>通話済み</translation>
    </message>
    <message>
        <source>Left a message</source>
        <translation>伝言あり</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>応答あり</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>話し中</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>留守番電話</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>番号違い</translation>
    </message>
    <message>
        <source>Will call back</source>
        <translation>折り返し待ち</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>needs you: open Sync to decide</source>
        <translation>要対応: 同期画面で決めてください</translation>
    </message>
    <message>
        <source>{count} not yet sent</source>
        <translation>{count}件が未送信</translation>
    </message>
    <message>
        <source>was due {when}</source>
        <translation>期限 {when}</translation>
    </message>
    <message>
        <source>due {when}</source>
        <translation>期限 {when}</translation>
    </message>
</context>
<context>
    <name>CaseHeader</name>
    <message>
        <source>SLA {left}</source>
        <translation>SLA 残り{left}</translation>
    </message>
    <message>
        <source>SLA {late}</source>
        <translation>期限 {late}</translation>
    </message>
    <message>
        <source>No due time</source>
        <translation>期限なし</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>自分が担当</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>Say that this customer is yours</source>
        <translation>この顧客は自分が対応すると知らせます</translation>
    </message>
    <message>
        <source>unsent</source>
        <translation>未送信</translation>
    </message>
    <message>
        <source>Add next action</source>
        <translation>次の対応を追加</translation>
    </message>
    <message>
        <source>Change the subject</source>
        <translation>件名を変更</translation>
    </message>
    <message>
        <source>T&amp;ake</source>
        <translation>担当する(&amp;A)</translation>
    </message>
    <message>
        <source>Make this case yours (A)</source>
        <translation>この案件を担当します (A)</translation>
    </message>
    <message>
        <source>{field}: not yet sent; the helpdesk has “{base}”</source>
        <translation>{field}: 未送信。ヘルプデスクの値は「{base}」</translation>
    </message>
    <message>
        <source>{value} · unsent</source>
        <translation>{value}・未送信</translation>
    </message>
    <message>
        <source>Next action</source>
        <translation>次の対応</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>次に行うこと</translation>
    </message>
    <message>
        <source>by</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>CaseKeys</name>
    <message>
        <source>Take back what was just written</source>
        <translation>直前に書いたものを取り消す</translation>
    </message>
    <message>
        <source>Begin with a template</source>
        <translation>定型文から書き始める</translation>
    </message>
    <message>
        <source>Reach the customer over one path after the other</source>
        <translation>お客様に連絡がつくまで順に試す</translation>
    </message>
    <message>
        <source>Claim the customer, or let go</source>
        <translation>顧客を確保する、または手放す</translation>
    </message>
    <message>
        <source>Hand the customer over</source>
        <translation>顧客を引き継ぐ</translation>
    </message>
    <message>
        <source>Ask for the customer</source>
        <translation>顧客の引き継ぎを頼む</translation>
    </message>
    <message>
        <source>Last contacts with the customer</source>
        <translation>お客様との最近のやり取り</translation>
    </message>
    <message>
        <source>Links in the chosen message</source>
        <translation>選択したメッセージのリンク</translation>
    </message>
    <message>
        <source>Show the whole timeline</source>
        <translation>タイムラインをすべて表示</translation>
    </message>
    <message>
        <source>Show messages alone</source>
        <translation>メッセージだけを表示</translation>
    </message>
    <message>
        <source>Show notes alone</source>
        <translation>メモだけを表示</translation>
    </message>
    <message>
        <source>Show calls alone</source>
        <translation>通話だけを表示</translation>
    </message>
    <message>
        <source>Show SMS alone</source>
        <translation>SMSだけを表示</translation>
    </message>
    <message>
        <source>Show changes alone</source>
        <translation>変更だけを表示</translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>No number is known for this customer.</source>
        <translation>この顧客の番号が分かりません。</translation>
    </message>
    <message>
        <source>Log the call by hand, or add the number in the helpdesk.</source>
        <translation>手動で通話を記録するか、ヘルプデスクに番号を追加してください。</translation>
    </message>
</context>
<context>
    <name>CaseWriting</name>
    <message>
        <source>The template is kept.</source>
        <translation>定型文を保存しました。</translation>
    </message>
    <message>
        <source>It is on its way already and cannot be taken back.</source>
        <translation>すでに送信が始まっているため、取り消せません。</translation>
    </message>
    <message>
        <source>Write again to put it right; the timeline shows how far it is.</source>
        <translation>訂正を改めて送ってください。送信状況はタイムラインで確認できます。</translation>
    </message>
    <message>
        <source>Taken back: nothing was sent.</source>
        <translation>取り消しました。何も送信されていません。</translation>
    </message>
    <message>
        <source>Its text is a draft again.</source>
        <translation>本文は下書きに戻りました。</translation>
    </message>
    <message>
        <source>It was changed again meanwhile and stays as it is.</source>
        <translation>その後に再度変更されたため、現在の値のままです。</translation>
    </message>
    <message>
        <source>Set the value you want in the head of the case.</source>
        <translation>必要な値を案件の見出しで設定してください。</translation>
    </message>
    <message>
        <source>Taken back: it is as before.</source>
        <translation>取り消しました。元の値に戻りました。</translation>
    </message>
</context>
<context>
    <name>ChainEditor</name>
    <message>
        <source>Chain</source>
        <translation>連絡順</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Where nobody takes it</source>
        <translation>誰も引き受けない場合</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>連絡先</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>待ち時間</translation>
    </message>
    <message>
        <source>Steps, in their order</source>
        <translation>連絡する順番</translation>
    </message>
    <message>
        <source>&amp;Add as a step</source>
        <translation>順番に追加(&amp;A)</translation>
    </message>
    <message>
        <source>Ask &amp;too in the chosen step</source>
        <translation>選択した順番で同時に連絡(&amp;T)</translation>
    </message>
    <message>
        <source>Ea&amp;rlier</source>
        <translation>前へ(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>後へ(&amp;L)</translation>
    </message>
    <message>
        <source>Take the step &amp;out</source>
        <translation>この順番を外す(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Save the chain</source>
        <translation>連絡順を保存(&amp;S)</translation>
    </message>
    <message>
        <source>Remo&amp;ve the chain</source>
        <translation>連絡順を削除(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Back to the escalations</source>
        <translation>エスカレーションへ戻る(&amp;B)</translation>
    </message>
    <message>
        <source>A new chain</source>
        <translation>新しい連絡順</translation>
    </message>
</context>
<context>
    <name>ChainSetting</name>
    <message>
        <source>The chain is saved.</source>
        <translation>連絡順を保存しました。</translation>
    </message>
    <message>
        <source>The chain {name} is removed.</source>
        <translation>連絡順 {name} を削除しました。</translation>
    </message>
    <message>
        <source>What was begun by it goes on.</source>
        <translation>開始済みのものは続きます。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>{step}: works</source>
        <translation>{step}: 正常</translation>
    </message>
    <message>
        <source>{step}: does not work</source>
        <translation>{step}: 問題あり</translation>
    </message>
</context>
<context>
    <name>ChoosePanel</name>
    <message>
        <source>Whom is it from, and what is it about?</source>
        <translation>誰からの、何についてのメッセージですか？</translation>
    </message>
    <message>
        <source>Whom do you want to write to?</source>
        <translation>誰に送りますか？</translation>
    </message>
    <message>
        <source>Search people and cases</source>
        <translation>人と案件を検索</translation>
    </message>
    <message>
        <source>Number, or a person&apos;s name, mail or organisation</source>
        <translation>電話番号、または名前・メール・組織</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>見つかったもの</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>割り当てる(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>書く(&amp;W)</translation>
    </message>
    <message>
        <source>Nobody fits. Search by name, number or the case&apos;s words.</source>
        <translation>該当する人がいません。名前、電話番号、案件の言葉で検索してください。</translation>
    </message>
    <message>
        <source>Type a number with its country code, or somebody&apos;s name.</source>
        <translation>国番号付きの電話番号、または名前を入力してください。</translation>
    </message>
    <message>
        <source>this number</source>
        <translation>この番号</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>番号なし</translation>
    </message>
    <message>
        <source>over the hub</source>
        <translation>ハブで</translation>
    </message>
    <message>
        <source>the message names this case</source>
        <translation>メッセージにこの案件の番号があります</translation>
    </message>
    <message>
        <source>this number was last spoken to about it</source>
        <translation>この番号と最後に話した案件です</translation>
    </message>
    <message>
        <source>it is their number</source>
        <translation>本人の番号です</translation>
    </message>
    <message>
        <source>maybe: their number looks like it</source>
        <translation>可能性あり: 番号が似ています</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n件見つかりました</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenPeople</name>
    <message>
        <source>Everybody who fits is chosen already.</source>
        <translation>該当する人は全員選択済みです。</translation>
    </message>
    <message>
        <source>And single people: name, number, mail or organisation</source>
        <translation>個別に追加: 氏名、番号、メール、組織</translation>
    </message>
    <message>
        <source>People who fit</source>
        <translation>該当する人</translation>
    </message>
    <message>
        <source>Take all o&amp;ut</source>
        <translation>すべて外す(&amp;U)</translation>
    </message>
    <message>
        <source>Take {name} out</source>
        <translation>{name} を外す</translation>
    </message>
    <message>
        <source>{name}, chosen: take out</source>
        <translation>{name}、選択済み: 外す</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are chosen</source>
        <translation>
            <numerusform>%Ln 人を選択中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are not shown</source>
        <translation>
            <numerusform>うち %Ln 人は非表示</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody fits.</source>
        <translation>該当する人はいません。</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>番号なし</translation>
    </message>
</context>
<context>
    <name>ClaimBar</name>
    <message>
        <source>Call anyway</source>
        <translation>それでも電話する</translation>
    </message>
    <message>
        <source>Do not call</source>
        <translation>電話しない</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>引き継ぎを頼む</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>手放す</translation>
    </message>
    <message>
        <source>Hand over …</source>
        <translation>引き継ぐ…</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>申し出る</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Rings the customer; the log says that somebody else was on them</source>
        <translation>顧客に電話します。ほかの人が対応中だったことが記録に残ります</translation>
    </message>
    <message>
        <source>Hand over to</source>
        <translation>引き継ぐ相手</translation>
    </message>
    <message>
        <source>Who is to have this customer? They are asked first.</source>
        <translation>この顧客を誰に引き継ぎますか。相手の承諾を得てから移ります。</translation>
    </message>
    <message>
        <source>{words} Call all the same?</source>
        <translation>{words}それでも電話しますか。</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>引き受ける</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>引き継ぐ</translation>
    </message>
    <message>
        <source>No, thanks</source>
        <translation>断る</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>自分で続ける</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>Contested claim</source>
        <translation>確保が重複</translation>
    </message>
    <message>
        <source>Claimed by you · confirmed</source>
        <translation>自分が確保・確定</translation>
    </message>
    <message>
        <source>Claimed by you · provisional</source>
        <translation>自分が確保・仮</translation>
    </message>
    <message>
        <source>{name} is on it</source>
        <translation>{name}が対応中</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>確保する</translation>
    </message>
    <message>
        <source>Confirmed by the team&apos;s hub until {time}: nobody else has it.</source>
        <translation>チームのハブが{time}まで確定しています。ほかの人は確保していません。</translation>
    </message>
    <message>
        <source>Known at this station until {time}, not confirmed: others may ring too.</source>
        <translation>{time}までこの端末だけの仮の確保です。ほかの人も電話するかもしれません。</translation>
    </message>
    <message>
        <source>Somebody else had this customer at the same time. Agree on who goes on.</source>
        <translation>同じ時間にほかの人もこの顧客を確保していました。どちらが続けるか相談してください。</translation>
    </message>
    <message>
        <source>{name} has been on this customer since {time}, confirmed by the team&apos;s hub.</source>
        <translation>{name}が{time}からこの顧客に対応中です（チームのハブで確定）。</translation>
    </message>
    <message>
        <source>{name} has been on this customer since {time}, not confirmed by the hub.</source>
        <translation>{name}が{time}からこの顧客に対応中です（ハブでは未確定）。</translation>
    </message>
    <message>
        <source>{name} has been on this customer since {time}, and so was somebody else.</source>
        <translation>{name}が{time}からこの顧客に対応中で、ほかの人と重複しています。</translation>
    </message>
    <message>
        <source>{name} asks you to hand this customer over.</source>
        <translation>{name}が、この顧客の引き継ぎを頼んでいます。</translation>
    </message>
    <message>
        <source>{name} offers you this customer.</source>
        <translation>{name}が、この顧客をあなたに引き継ぎたいと申し出ています。</translation>
    </message>
    <message>
        <source>Contested: you and {name} are both on this customer. Agree on who goes on.</source>
        <translation>重複：あなたと{name}の両方がこの顧客に対応中です。どちらが続けるか相談してください。</translation>
    </message>
    <message>
        <source>Offered to {name}. It stays yours until they take it.</source>
        <translation>{name}に申し出ました。相手が引き受けるまでは自分の担当です。</translation>
    </message>
    <message>
        <source>{name} was quicker: the customer is theirs.</source>
        <translation>{name}が先でした。この顧客は相手が対応します。</translation>
    </message>
    <message>
        <source>Two calls about one thing annoy a customer.</source>
        <translation>同じ件で2回電話がかかると、お客様の負担になります。</translation>
    </message>
    <message>
        <source>Call anyway</source>
        <translation>それでも電話する</translation>
    </message>
</context>
<context>
    <name>ClosedPanel</name>
    <message>
        <source>Closed by {name}, {time}. The customer was told.</source>
        <translation>{time} {name}が終了。お客様には連絡済みです。</translation>
    </message>
    <message>
        <source>It is archived: it can be read and saved, and is not opened again.</source>
        <translation>アーカイブ済みです。閲覧と保存はできますが、再開はできません。</translation>
    </message>
    <message>
        <source>Archived, it is not opened again. To go on with it, say why:</source>
        <translation>アーカイブすると再開できません。続ける場合は理由を入力してください:</translation>
    </message>
    <message>
        <source>Its lead or a supervisor archives it. To go on with it, say why:</source>
        <translation>アーカイブできるのはリードまたは管理者です。続ける場合は理由を入力してください:</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>まとめ</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>Why it goes on</source>
        <translation>続ける理由</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>再開する</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Fetch from the helpdesk now</source>
        <translation>ヘルプデスクから今すぐ取得</translation>
    </message>
    <message>
        <source>Check all systems now</source>
        <translation>すべてのシステムを今すぐ確認</translation>
    </message>
    <message>
        <source>Send now what waits</source>
        <translation>送信待ちを今すぐ送信</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>light</source>
        <translation>明るい</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>暗い</translation>
    </message>
    <message>
        <source>Go to: {view}</source>
        <translation>移動: {view}</translation>
    </message>
    <message>
        <source>My status: {status}</source>
        <translation>自分の状態: {status}</translation>
    </message>
    <message>
        <source>Language: {language}</source>
        <translation>言語: {language}</translation>
    </message>
    <message>
        <source>Look: {look}</source>
        <translation>外観: {look}</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>&amp;Note</source>
        <translation>メモ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;SMS</source>
        <translation>SMS(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Reply</source>
        <translation>返信(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Log call</source>
        <translation>通話記録(&amp;L)</translation>
    </message>
    <message>
        <source>I called</source>
        <translation>こちらから</translation>
    </message>
    <message>
        <source>They called</source>
        <translation>先方から</translation>
    </message>
    <message>
        <source>Who called</source>
        <translation>発信者</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>再連絡</translation>
    </message>
    <message>
        <source>Call back at</source>
        <translation>再連絡の日時</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>Templates: begin with a text that is there already (Ctrl+T)</source>
        <translation>定型文：用意された文から書き始める（Ctrl+T）</translation>
    </message>
    <message>
        <source>Still to be filled: {places}</source>
        <translation>未記入の箇所：{places}</translation>
    </message>
    <message>
        <source>Write what belongs there, or take it out. Nothing was sent.</source>
        <translation>該当の内容を記入するか、削除してください。まだ何も送信されていません。</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>メモを追加</translation>
    </message>
    <message>
        <source>Send SMS</source>
        <translation>SMSを送信</translation>
    </message>
    <message>
        <source>Send reply</source>
        <translation>返信を送信</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>通話を記録</translation>
    </message>
    <message>
        <source>Fill {place}</source>
        <translation>{place} を記入</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>First fill {places}</source>
        <translation>先に {places} を記入してください</translation>
    </message>
    <message>
        <source>For the team only. Saved at once, sent when the helpdesk is back.</source>
        <translation>チーム内のみ。すぐ保存し、ヘルプデスクの復旧後に送信します。</translation>
    </message>
    <message>
        <source>To the customer&apos;s phone, in ten seconds. Until then you can take it back.</source>
        <translation>10秒後にお客様の電話へ送ります。それまでは取り消せます。</translation>
    </message>
    <message>
        <source>To the customer by mail, when the helpdesk is back.</source>
        <translation>ヘルプデスクの復旧後、顧客へメールで送ります。</translation>
    </message>
    <message>
        <source>What was said.</source>
        <translation>通話の内容。</translation>
    </message>
    <message>
        <source>No mobile number is known.</source>
        <translation>携帯番号が分かりません。</translation>
    </message>
    <message>
        <source>This customer wants no SMS.</source>
        <translation>この顧客はSMSを希望していません。</translation>
    </message>
    <message>
        <source>No SMS gateway is connected: see Settings.</source>
        <translation>SMSゲートウェイが未接続です。「設定」で接続してください。</translation>
    </message>
    <message>
        <source>{parts} · {left} left · about {seconds} s</source>
        <translation>{parts}・残り{left}字・約{seconds}秒</translation>
    </message>
    <message>
        <source>These characters make the message longer: {found}</source>
        <translation>次の文字で通数が増えます: {found}</translation>
    </message>
</context>
<context>
    <name>ConnectionEditor</name>
    <message>
        <source>&amp;Test</source>
        <translation>テスト(&amp;T)</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>保存(&amp;V)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>short, of a-z, 0-9 and hyphens, like osaka or 2</source>
        <translation>a-z、0-9、ハイフンの短い名前（例: osaka、2）</translation>
    </message>
    <message>
        <source>Name of this one</source>
        <translation>この接続の名前</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>詳細設定(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;In use: watched and delivered to</source>
        <translation>使用する：監視と送信の対象にする(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Remove …</source>
        <translation>削除(&amp;R)…</translation>
    </message>
    <message>
        <source>Add an&amp;other</source>
        <translation>もう一つ追加(&amp;O)</translation>
    </message>
    <message>
        <source>It is no longer watched. What waits for it stays here and waits until you connect it again.</source>
        <translation>監視されなくなります。送信待ちの内容はここに残り、再び接続するまで待機します。</translation>
    </message>
    <message>
        <source>Remove it &amp;now</source>
        <translation>今すぐ削除(&amp;N)</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>キャンセル(&amp;L)</translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation>保存済み。入力すると置き換わります</translation>
    </message>
    <message>
        <source>{label} (required)</source>
        <translation>{label}（必須）</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>すべて正常です。</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>テスト中…</translation>
    </message>
</context>
<context>
    <name>ConnectionPages</name>
    <message>
        <source>No connection yet</source>
        <translation>接続先がまだありません</translation>
    </message>
    <message>
        <source>Connect your helpdesk first: its cases are copied here and stay usable when it is down.</source>
        <translation>まずヘルプデスクに接続してください。案件がここに複写され、停止中も使えます。</translation>
    </message>
    <message>
        <source>&amp;Connect the helpdesk</source>
        <translation>ヘルプデスクに接続(&amp;C)</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>削除しました</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>{kind} ({name})</source>
        <translation>{kind}（{name}）</translation>
    </message>
    <message>
        <source>Helpdesk: Request Tracker</source>
        <translation>ヘルプデスク：Request Tracker</translation>
    </message>
    <message>
        <source>Chat: Slack</source>
        <translation>チャット：Slack</translation>
    </message>
    <message>
        <source>Mail: IMAP and SMTP</source>
        <translation>メール：IMAPとSMTP</translation>
    </message>
    <message>
        <source>SMS: Kannel</source>
        <translation>SMS：Kannel</translation>
    </message>
    <message>
        <source>SMS: Android phone</source>
        <translation>SMS：Android端末</translation>
    </message>
    <message>
        <source>SMS: GSM modem (Gammu)</source>
        <translation>SMS：GSMモデム（Gammu）</translation>
    </message>
    <message>
        <source>SMS: Twilio</source>
        <translation>SMS：Twilio</translation>
    </message>
    <message>
        <source>SMS: Vonage</source>
        <translation>SMS：Vonage</translation>
    </message>
    <message>
        <source>SMS: any gateway over HTTP</source>
        <translation>SMS：HTTPの任意のゲートウェイ</translation>
    </message>
    <message>
        <source>Telephone: baresip softphone</source>
        <translation>電話：ソフトフォン（baresip）</translation>
    </message>
    <message>
        <source>Telephone: calls over Twilio</source>
        <translation>電話：Twilio経由の通話</translation>
    </message>
    <message>
        <source>Team hub</source>
        <translation>チームハブ</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>Webアドレス</translation>
    </message>
    <message>
        <source>Network port</source>
        <translation>ネットワークポート</translation>
    </message>
    <message>
        <source>Cases are copied from here, and everything done here is delivered to it.</source>
        <translation>案件をここから複写し、この画面での操作をここへ送ります。</translation>
    </message>
    <message>
        <source>Watched, so that an outage is noticed; that needs no token. With an app&apos;s token, teammates can be reached here too.</source>
        <translation>障害に気づくために監視します。監視にトークンは不要です。アプリのトークンがあれば、同僚に Slack で連絡できます。</translation>
    </message>
    <message>
        <source>Watched, so that an outage is noticed. With an SMTP server and a sender, people can be reached by mail too.</source>
        <translation>障害に気づくために監視します。SMTP サーバーと差出人があれば、メールでも連絡できます。</translation>
    </message>
    <message>
        <source>Sends and receives text messages through your Kannel gateway.</source>
        <translation>KannelゲートウェイでSMSを送受信します。</translation>
    </message>
    <message>
        <source>Sends and receives text messages through the SMSGate app on a phone.</source>
        <translation>端末のSMSGateアプリでSMSを送受信します。</translation>
    </message>
    <message>
        <source>Sends and receives text messages over a modem at this computer, through Gammu SMSD with SQLite. Needs no network.</source>
        <translation>このPCのモデムからGammu SMSD（SQLite）を使ってSMSを送受信します。ネットワークは不要です。</translation>
    </message>
    <message>
        <source>Sends and receives text messages through your account at Twilio. Needs the internet, unlike a phone or Kannel.</source>
        <translation>TwilioのアカウントでSMSを送受信します。端末やKannelと違い、インターネット接続が必要です。</translation>
    </message>
    <message>
        <source>Sends and receives text messages through your account at Vonage. Needs the internet, unlike a phone or Kannel.</source>
        <translation>VonageのアカウントでSMSを送受信します。端末やKannelと違い、インターネット接続が必要です。</translation>
    </message>
    <message>
        <source>Sends text messages through any gateway that takes one as a web request. In headers and body, {to}, {text}, {from}, {id} and {secret} are filled in.</source>
        <translation>Webリクエストで受け付けるゲートウェイからSMSを送信します。ヘッダーと本文の {to}、{text}、{from}、{id}、{secret} には値が入ります。</translation>
    </message>
    <message>
        <source>Calls people with the softphone on this computer. Its module ctrl_tcp must be loaded.</source>
        <translation>このコンピューターのソフトフォンで電話をかけます。モジュール ctrl_tcp を読み込んでおく必要があります。</translation>
    </message>
    <message>
        <source>Rings your own telephone first, then the customer&apos;s, through your account at Twilio. Needs the internet.</source>
        <translation>Twilioのアカウントを通じて、まず自分の電話を、次にお客様の電話を鳴らします。インターネットが必要です。</translation>
    </message>
    <message>
        <source>Carries what is done here to the team&apos;s other stations and back. Connected on the command line, with the station file that whoever runs the hub hands out.</source>
        <translation>ここでの作業をチームのほかの端末と共有します。ハブの管理者が渡す端末ファイルを使い、コマンドラインで接続します。</translation>
    </message>
    <message>
        <source>Watched only: any web address whose state matters to you.</source>
        <translation>監視だけを行います：状態を知りたい任意のWebアドレス。</translation>
    </message>
    <message>
        <source>Watched only: any server and port whose state matters to you.</source>
        <translation>監視だけを行います：状態を知りたい任意のサーバーとポート。</translation>
    </message>
    <message>
        <source>address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>証明書</translation>
    </message>
    <message>
        <source>greeting</source>
        <translation>応答の挨拶</translation>
    </message>
    <message>
        <source>sign-in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>rights</source>
        <translation>権限</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>時計</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>incoming messages</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>order of history</source>
        <translation>履歴の順序</translation>
    </message>
    <message>
        <source>sender</source>
        <translation>発信者</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>残高</translation>
    </message>
    <message>
        <source>status page</source>
        <translation>障害情報ページ</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>modem</source>
        <translation>モデム</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>people</source>
        <translation>連絡先</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>empty: every queue you may see</source>
        <translation>空欄：閲覧できるすべてのキュー</translation>
    </message>
    <message>
        <source>Country of numbers</source>
        <translation>番号の国</translation>
    </message>
    <message>
        <source>two letters such as JP, for numbers without a country code</source>
        <translation>国番号のない番号の国を2文字で（例：JP）</translation>
    </message>
    <message>
        <source>Keep closed cases for days</source>
        <translation>完了した案件を残す日数</translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation>空欄でもかまいません</translation>
    </message>
    <message>
        <source>Reach teammates over Slack</source>
        <translation>Slack で同僚に連絡</translation>
    </message>
    <message>
        <source>Services that matter</source>
        <translation>対象のサービス</translation>
    </message>
    <message>
        <source>names on the status page, separated by commas; empty: all</source>
        <translation>障害情報ページでの名前をカンマ区切りで。空欄：すべて</translation>
    </message>
    <message>
        <source>Address of the interface</source>
        <translation>インターフェースのアドレス</translation>
    </message>
    <message>
        <source>Address of the status page</source>
        <translation>障害情報ページのアドレス</translation>
    </message>
    <message>
        <source>TLS from the start</source>
        <translation>最初からTLS</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>IMAP server</source>
        <translation>IMAPサーバー</translation>
    </message>
    <message>
        <source>IMAP protection</source>
        <translation>IMAPの保護</translation>
    </message>
    <message>
        <source>SMTP server</source>
        <translation>SMTPサーバー</translation>
    </message>
    <message>
        <source>SMTP protection</source>
        <translation>SMTPの保護</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Mail comes from</source>
        <translation>差出人のアドレス</translation>
    </message>
    <message>
        <source>IMAP port</source>
        <translation>IMAPポート</translation>
    </message>
    <message>
        <source>SMTP port</source>
        <translation>SMTPポート</translation>
    </message>
    <message>
        <source>Addresses of the hub</source>
        <translation>ハブのアドレス</translation>
    </message>
    <message>
        <source>Address of sendsms</source>
        <translation>sendsmsのアドレス</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>発信者</translation>
    </message>
    <message>
        <source>empty: the gateway&apos;s own</source>
        <translation>空欄：ゲートウェイの既定</translation>
    </message>
    <message>
        <source>Receive answers and receipts</source>
        <translation>返信と配信通知を受け取る</translation>
    </message>
    <message>
        <source>Address of the administration</source>
        <translation>管理用アドレス</translation>
    </message>
    <message>
        <source>Network connection (smsc-id)</source>
        <translation>回線（smsc-id）</translation>
    </message>
    <message>
        <source>The phone may call this computer</source>
        <translation>端末からこのPCへの接続を許可</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>署名鍵</translation>
    </message>
    <message>
        <source>as the app shows it; only for calls</source>
        <translation>アプリに表示される鍵。端末からの接続だけに使用</translation>
    </message>
    <message>
        <source>Database of SMSD (file)</source>
        <translation>SMSDのデータベース（ファイル）</translation>
    </message>
    <message>
        <source>Name of the modem (PhoneID)</source>
        <translation>モデムの名前（PhoneID）</translation>
    </message>
    <message>
        <source>empty: whichever is there</source>
        <translation>空欄：接続されているもの</translation>
    </message>
    <message>
        <source>Stopped when silent for seconds</source>
        <translation>停止とみなす無応答の秒数</translation>
    </message>
    <message>
        <source>Port of the control (ctrl_tcp_listen)</source>
        <translation>制御ポート（ctrl_tcp_listen）</translation>
    </message>
    <message>
        <source>Account SID</source>
        <translation>アカウントSID</translation>
    </message>
    <message>
        <source>Auth token</source>
        <translation>認証トークン</translation>
    </message>
    <message>
        <source>or an API key, under More settings</source>
        <translation>または「詳細設定」のAPIキー</translation>
    </message>
    <message>
        <source>Number that customers see</source>
        <translation>お客様に表示される番号</translation>
    </message>
    <message>
        <source>Your own telephone</source>
        <translation>自分の電話番号</translation>
    </message>
    <message>
        <source>Ring for seconds at most</source>
        <translation>呼び出しの上限（秒）</translation>
    </message>
    <message>
        <source>a number like +15550100, or a messaging service MG…</source>
        <translation>+15550100 のような番号、またはメッセージングサービス MG…</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>APIキー</translation>
    </message>
    <message>
        <source>Secret of the API key</source>
        <translation>APIキーのシークレット</translation>
    </message>
    <message>
        <source>Reads escalations and roll calls out in calls</source>
        <translation>エスカレーションと点呼を電話で読み上げる</translation>
    </message>
    <message>
        <source>Calls come from</source>
        <translation>読み上げの発信番号</translation>
    </message>
    <message>
        <source>a number of the account; empty: the sender</source>
        <translation>アカウントの番号。空欄なら発信者の番号</translation>
    </message>
    <message>
        <source>Further numbers of ours</source>
        <translation>その他の自社番号</translation>
    </message>
    <message>
        <source>whose answers belong here, separated by commas</source>
        <translation>返信を受け取る番号。カンマ区切り</translation>
    </message>
    <message>
        <source>a number, or a name where the country allows it</source>
        <translation>番号。国によっては名前も可</translation>
    </message>
    <message>
        <source>Signature of calls</source>
        <translation>呼び出しの署名</translation>
    </message>
    <message>
        <source>none: only the secret address</source>
        <translation>なし：秘密のアドレスのみ</translation>
    </message>
    <message>
        <source>Signature secret</source>
        <translation>署名シークレット</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>as the template says</source>
        <translation>テンプレートのとおり</translation>
    </message>
    <message>
        <source>bearer token</source>
        <translation>Bearerトークン</translation>
    </message>
    <message>
        <source>user name and password</source>
        <translation>ユーザー名とパスワード</translation>
    </message>
    <message>
        <source>Password or token</source>
        <translation>パスワードまたはトークン</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>form fields</source>
        <translation>フォーム項目</translation>
    </message>
    <message>
        <source>none: everything stands in the address</source>
        <translation>なし：すべてアドレスに含める</translation>
    </message>
    <message>
        <source>Template of the body</source>
        <translation>本文のテンプレート</translation>
    </message>
    <message>
        <source>Where the answer has its id</source>
        <translation>応答内のIDの位置</translation>
    </message>
    <message>
        <source>like messages.0.id; may stay empty</source>
        <translation>例：messages.0.id。空欄可</translation>
    </message>
    <message>
        <source>Where the answer has its status</source>
        <translation>応答内の状態の位置</translation>
    </message>
    <message>
        <source>empty: the HTTP status decides</source>
        <translation>空欄：HTTPステータスで判断</translation>
    </message>
    <message>
        <source>Words for accepted</source>
        <translation>受付を表す語</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>カンマ区切り</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>ヘッダー</translation>
    </message>
    <message>
        <source>Answers are</source>
        <translation>応答の形式</translation>
    </message>
    <message>
        <source>text: its beginning counts</source>
        <translation>テキスト：先頭で判断</translation>
    </message>
    <message>
        <source>Words for refused</source>
        <translation>拒否を表す語</translation>
    </message>
    <message>
        <source>Words for try later</source>
        <translation>再試行を表す語</translation>
    </message>
    <message>
        <source>The gateway wants the secret in the address</source>
        <translation>シークレットをアドレスに含める必要がある</translation>
    </message>
    <message>
        <source>In its calls: sender</source>
        <translation>呼び出し内の項目：発信者</translation>
    </message>
    <message>
        <source>In its calls: text</source>
        <translation>呼び出し内の項目：本文</translation>
    </message>
    <message>
        <source>In its calls: id</source>
        <translation>呼び出し内の項目：ID</translation>
    </message>
    <message>
        <source>The gateway may call this computer</source>
        <translation>ゲートウェイからこのPCを呼び出せる</translation>
    </message>
    <message>
        <source>only for calls, like https://sms.example.com</source>
        <translation>呼び出しを使う場合のみ。例：https://sms.example.com</translation>
    </message>
    <message>
        <source>Warn at a balance of</source>
        <translation>警告する残高</translation>
    </message>
    <message>
        <source>empty: the vendor&apos;s</source>
        <translation>空欄：提供元の既定</translation>
    </message>
    <message>
        <source>Text in the answer</source>
        <translation>応答に含まれる文字列</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>メソッド</translation>
    </message>
    <message>
        <source>Expected status</source>
        <translation>期待するステータス</translation>
    </message>
    <message>
        <source>empty: any good one</source>
        <translation>空欄：正常なものすべて</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>サーバー</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>Secure connection (TLS)</source>
        <translation>暗号化接続（TLS）</translation>
    </message>
    <message>
        <source>Greeting begins with</source>
        <translation>挨拶の先頭</translation>
    </message>
    <message>
        <source>Listen on address</source>
        <translation>待ち受けアドレス</translation>
    </message>
    <message>
        <source>Listen on port</source>
        <translation>待ち受けポート</translation>
    </message>
    <message>
        <source>Address for the gateway to call</source>
        <translation>ゲートウェイが呼び出すアドレス</translation>
    </message>
    <message>
        <source>empty: made from address and port</source>
        <translation>空欄：アドレスとポートから作成</translation>
    </message>
    <message>
        <source>Own certificate (file)</source>
        <translation>自分の証明書（ファイル）</translation>
    </message>
    <message>
        <source>Own key (file)</source>
        <translation>自分の鍵（ファイル）</translation>
    </message>
    <message>
        <source>Parts per second</source>
        <translation>1秒あたりの通数</translation>
    </message>
    <message>
        <source>Order among gateways</source>
        <translation>ゲートウェイの優先順</translation>
    </message>
    <message>
        <source>the lowest number is used first</source>
        <translation>小さい番号から使います</translation>
    </message>
    <message>
        <source>Cost of one part</source>
        <translation>1通分の費用</translation>
    </message>
    <message>
        <source>with the same order the cheaper one is used</source>
        <translation>順番が同じなら安いほうを使います</translation>
    </message>
    <message>
        <source>Only for the countries</source>
        <translation>対象の国</translation>
    </message>
    <message>
        <source>two letters each, like GB, FR; empty: all</source>
        <translation>GB, FRのような2文字。空欄はすべて</translation>
    </message>
    <message>
        <source>Own certificate authority (file)</source>
        <translation>独自の認証局（ファイル）</translation>
    </message>
    <message>
        <source>empty: the system&apos;s</source>
        <translation>空欄：システムの設定</translation>
    </message>
    <message>
        <source>Vendor&apos;s status page</source>
        <translation>提供元の障害情報ページ</translation>
    </message>
    <message>
        <source>Parts that matter</source>
        <translation>対象の項目</translation>
    </message>
    <message>
        <source>names there, separated by commas; empty: all</source>
        <translation>ページでの名前をカンマ区切りで。空欄：すべて</translation>
    </message>
</context>
<context>
    <name>ConnectionsModel</name>
    <message>
        <source>Connection</source>
        <translation>接続先</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>使用しない</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>未確認</translation>
    </message>
</context>
<context>
    <name>Contacts</name>
    <message>
        <source>Call to them</source>
        <translation>電話（こちらから）</translation>
    </message>
    <message>
        <source>Call from them</source>
        <translation>電話（相手から）</translation>
    </message>
    <message>
        <source>SMS to them</source>
        <translation>SMS（こちらから）</translation>
    </message>
    <message>
        <source>SMS from them</source>
        <translation>SMS（相手から）</translation>
    </message>
    <message>
        <source>Call to the customer</source>
        <translation>お客様への電話</translation>
    </message>
    <message>
        <source>Call from the customer</source>
        <translation>お客様からの電話</translation>
    </message>
    <message>
        <source>SMS to the customer</source>
        <translation>お客様へのSMS</translation>
    </message>
    <message>
        <source>SMS from the customer</source>
        <translation>お客様からのSMS</translation>
    </message>
    <message>
        <source>Reply to the customer</source>
        <translation>お客様への返信</translation>
    </message>
    <message>
        <source>Mail from the customer</source>
        <translation>お客様からのメール</translation>
    </message>
    <message>
        <source>you</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>not yet sent</source>
        <translation>未送信</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>配信済み</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>配信できず</translation>
    </message>
    <message>
        <source>the phone is off or out of reach</source>
        <translation>電源オフまたは圏外</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>送信済み</translation>
    </message>
</context>
<context>
    <name>ContactsPanel</name>
    <message>
        <source>Last contacts</source>
        <translation>最近のやり取り</translation>
    </message>
    <message>
        <source>Nobody here has spoken or written to this customer yet.</source>
        <translation>このお客様とのやり取りはまだありません。</translation>
    </message>
</context>
<context>
    <name>ConversationHead</name>
    <message numerus="yes">
        <source>%n more open</source>
        <translation>
            <numerusform>他%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Open {case}</source>
        <translation>{case} を開く</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>No conversation fits</source>
        <translation>該当する会話がありません</translation>
    </message>
    <message>
        <source>Try fewer words, another part of the number, or N to write to somebody new.</source>
        <translation>言葉を減らすか、番号の別の部分を試してください。新しい相手に書くには N を押します。</translation>
    </message>
    <message>
        <source>Nobody waits for an answer</source>
        <translation>返信待ちの相手はいません</translation>
    </message>
    <message>
        <source>Nothing failed and nothing is in doubt</source>
        <translation>失敗も未確認もありません</translation>
    </message>
    <message>
        <source>Everybody who wrote is known</source>
        <translation>送ってきた人は全員わかっています</translation>
    </message>
    <message>
        <source>No text messages yet</source>
        <translation>SMSはまだありません</translation>
    </message>
    <message>
        <source>What customers and colleagues text appears here. Press N to write to somebody.</source>
        <translation>お客様や同僚からのSMSがここに表示されます。N を押すと新しく書けます。</translation>
    </message>
</context>
<context>
    <name>ConversationsModel</name>
    <message>
        <source>With whom</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>最後のメッセージ</translation>
    </message>
    <message>
        <source>You: {text}</source>
        <translation>自分: {text}</translation>
    </message>
    <message numerus="yes">
        <source>%n unanswered</source>
        <translation>
            <numerusform>%n件未返信</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomerCard</name>
    <message>
        <source>&amp;Call</source>
        <translation>電話(&amp;C)</translation>
    </message>
    <message>
        <source>Ring this number (C)</source>
        <translation>この番号に電話します (C)</translation>
    </message>
    <message>
        <source>S&amp;MS</source>
        <translation>SMS(&amp;M)</translation>
    </message>
    <message>
        <source>Text this number (S)</source>
        <translation>この番号にSMSを送ります (S)</translation>
    </message>
    <message>
        <source>Re&amp;ach</source>
        <translation>連絡(&amp;A)</translation>
    </message>
    <message>
        <source>Try one path after the other until the message arrives (E)</source>
        <translation>届くまで連絡方法を順に試します (E)</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Last contacts</source>
        <translation>最近の連絡</translation>
    </message>
    <message>
        <source>When you last spoke or wrote to each other (H)</source>
        <translation>お客様との最近のやり取り（H）</translation>
    </message>
    <message>
        <source>Other open cases of this customer</source>
        <translation>この顧客の他の未完了案件</translation>
    </message>
    <message>
        <source>Unknown customer</source>
        <translation>不明な顧客</translation>
    </message>
    <message numerus="yes">
        <source>%n more open</source>
        <translation>
            <numerusform>他%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>mobile</source>
        <translation>携帯</translation>
    </message>
    <message>
        <source>work</source>
        <translation>勤務先</translation>
    </message>
    <message>
        <source>home</source>
        <translation>自宅</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>no SMS</source>
        <translation>SMS不可</translation>
    </message>
    <message>
        <source>{time} night there</source>
        <translation>現地 {time}（夜間）</translation>
    </message>
    <message>
        <source>No numbers are known.</source>
        <translation>番号が分かりません。</translation>
    </message>
    <message>
        <source>this number wants no SMS</source>
        <translation>この番号はSMS拒否</translation>
    </message>
    <message>
        <source>wants no SMS</source>
        <translation>SMS不可</translation>
    </message>
    <message>
        <source>SMS allowed</source>
        <translation>SMS可</translation>
    </message>
    <message>
        <source>{time} there</source>
        <translation>現地 {time}</translation>
    </message>
</context>
<context>
    <name>DateWordsEdit</name>
    <message>
        <source>{name}: tomorrow 9:00</source>
        <translation>{name}: 明日9時</translation>
    </message>
    <message>
        <source>For example: tomorrow 9:00, in 30 min, fri 14:00, next monday</source>
        <translation>例: 明日9時、30分後、金曜 14:00、来週月曜</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>日時を読み取れません</translation>
    </message>
    <message>
        <source>that has passed</source>
        <translation>過ぎた日時です</translation>
    </message>
    <message>
        <source>more than a year ahead</source>
        <translation>1年より先です</translation>
    </message>
</context>
<context>
    <name>DayReport</name>
    <message>
        <source>Outages</source>
        <translation>障害</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>継続時間</translation>
    </message>
    <message>
        <source>still down</source>
        <translation>継続中</translation>
    </message>
    <message>
        <source>Work done here</source>
        <translation>ここで行った作業</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>of these reached</source>
        <translation>うち応答あり</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>話し中</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>留守番電話</translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation>番号違い</translation>
    </message>
    <message>
        <source>to be called back</source>
        <translation>折り返し予定</translation>
    </message>
    <message>
        <source>came in</source>
        <translation>着信</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>通話時間</translation>
    </message>
    <message>
        <source>SMS sent</source>
        <translation>送信SMS</translation>
    </message>
    <message>
        <source>of these delivered</source>
        <translation>うち配信済み</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>taken by the gateway</source>
        <translation>ゲートウェイ受付済み</translation>
    </message>
    <message>
        <source>no news yet</source>
        <translation>結果待ち</translation>
    </message>
    <message>
        <source>SMS received</source>
        <translation>受信SMS</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Next actions</source>
        <translation>次の対応</translation>
    </message>
    <message>
        <source>New cases</source>
        <translation>新しい案件</translation>
    </message>
    <message>
        <source>Systems and what goes there</source>
        <translation>システムと送信状況</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>到着不明</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>競合</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Value that counts</source>
        <translation>残した値</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>自分の値</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>相手の値</translation>
    </message>
    <message>
        <source>another</source>
        <translation>別の値</translation>
    </message>
    <message>
        <source>Still to be decided</source>
        <translation>未解決</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>送信を取りやめたもの</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>By person</source>
        <translation>担当者別</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>判断</translation>
    </message>
</context>
<context>
    <name>DayReportView</name>
    <message>
        <source>Previous day</source>
        <translation>前の日</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>次の日</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>テキストとしてコピー</translation>
    </message>
    <message>
        <source>Save as a spreadsheet</source>
        <translation>表計算用に保存</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFとして保存</translation>
    </message>
    <message>
        <source>Back to sync</source>
        <translation>同期に戻る</translation>
    </message>
    <message>
        <source>Day&apos;s report</source>
        <translation>日報</translation>
    </message>
    <message>
        <source>&amp;Back to sync</source>
        <translation>同期に戻る(&amp;B)</translation>
    </message>
    <message>
        <source>T&amp;oday</source>
        <translation>今日(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy as text, for a message</source>
        <translation>メッセージ用にテキストとしてコピー</translation>
    </message>
    <message>
        <source>&amp;Spreadsheet</source>
        <translation>表計算(&amp;S)</translation>
    </message>
    <message>
        <source>Save as CSV in your documents</source>
        <translation>ドキュメントにCSVとして保存</translation>
    </message>
    <message>
        <source>P&amp;DF</source>
        <translation>PDF出力(&amp;D)</translation>
    </message>
    <message>
        <source>Save as PDF in your documents</source>
        <translation>ドキュメントにPDFとして保存</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>日報</translation>
    </message>
    <message>
        <source>As of {time}. What waits and needs you is counted as it is now.</source>
        <translation>{time}現在。送信待ちと要対応は現在の件数です。</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>It holds customers&apos; data: keep it safe.</source>
        <translation>お客様の情報を含みます。取り扱いにご注意ください。</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>{file}に保存しました。</translation>
    </message>
</context>
<context>
    <name>DayStrip</name>
    <message>
        <source>{date}: not recorded</source>
        <translation>{date}：記録なし</translation>
    </message>
    <message>
        <source>{date}: down {span}</source>
        <translation>{date}：停止 {span}</translation>
    </message>
    <message>
        <source>{date}: no outage</source>
        <translation>{date}：障害なし</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>Paused. What waits goes on when you say so, also after a restart.</source>
        <translation>一時停止しました。待機中の分は、再起動後も再開の指示があるまで送信されません。</translation>
    </message>
    <message>
        <source>It goes on.</source>
        <translation>再開しました。</translation>
    </message>
    <message>
        <source>Cancelled. Nobody else gets it.</source>
        <translation>取り消しました。これ以上は誰にも送信されません。</translation>
    </message>
    <message>
        <source>Approved. Whoever wrote it can send it now.</source>
        <translation>承認しました。作成者が送信できます。</translation>
    </message>
    <message>
        <source>Who gets it has changed meanwhile. Look at it again before it goes out.</source>
        <translation>その間に送信先が変わりました。送信前にもう一度確認してください。</translation>
    </message>
    <message>
        <source>It goes out now. Texts to single people go before it.</source>
        <translation>送信を開始しました。個別の SMS が優先されます。</translation>
    </message>
    <message>
        <source>{time}: {name} wanted a swarm: {why}</source>
        <translation>{time} {name}: スウォームを行う({why})</translation>
    </message>
    <message>
        <source>{time}: {name} decided against a swarm: {why}</source>
        <translation>{time} {name}: スウォームを行わない({why})</translation>
    </message>
    <message>
        <source>Saved: the swarm is open. Now invite those who can help.</source>
        <translation>保存しました。スウォームを開始しました。助けになる人を招待してください。</translation>
    </message>
    <message>
        <source>Saved: no swarm, and why.</source>
        <translation>保存しました。スウォームを行わないことと理由を記録しました。</translation>
    </message>
</context>
<context>
    <name>DeliveriesModel</name>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>To</source>
        <translation>送信先</translation>
    </message>
    <message numerus="yes">
        <source>%n systems</source>
        <translation>
            <numerusform>%n個のシステム</numerusform>
        </translation>
    </message>
    <message>
        <source>A case</source>
        <translation>案件</translation>
    </message>
    <message numerus="yes">
        <source>%n together</source>
        <translation>
            <numerusform>%n件まとめて</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>taken back · not sent</source>
        <translation>取り消し済み・未送信</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>unknown – please check</source>
        <translation>不明・確認してください</translation>
    </message>
    <message>
        <source>being sent to {system}</source>
        <translation>{system}へ送信中</translation>
    </message>
    <message>
        <source>saved · waiting for {system}</source>
        <translation>保存済・{system}待ち</translation>
    </message>
    <message>
        <source>dropped · not sent</source>
        <translation>取消・未送信</translation>
    </message>
    <message>
        <source>sent to {system}</source>
        <translation>{system}へ送信済</translation>
    </message>
    <message>
        <source>delivered {done}/{parts}</source>
        <translation>配信済 {done}/{parts}</translation>
    </message>
    <message>
        <source>not delivered: call instead</source>
        <translation>未配信・電話してください</translation>
    </message>
    <message>
        <source>sent · the phone is off or out of reach</source>
        <translation>送信済・電源オフか圏外</translation>
    </message>
    <message>
        <source>sent · no receipt yet</source>
        <translation>送信済・配信確認待ち</translation>
    </message>
    <message>
        <source>heard · a key was pressed</source>
        <translation>聞きました・キーで応答</translation>
    </message>
    <message>
        <source>nobody took the call</source>
        <translation>誰も電話に出ませんでした</translation>
    </message>
    <message>
        <source>being called</source>
        <translation>発信中</translation>
    </message>
    <message>
        <source>saved · will be called</source>
        <translation>保存済み・電話をかけます</translation>
    </message>
    <message>
        <source>called · no key pressed yet</source>
        <translation>発信済み・キーの応答なし</translation>
    </message>
</context>
<context>
    <name>DeliveryPanel</name>
    <message>
        <source>to {system} · by {who}</source>
        <translation>送信先 {system}・{who}</translation>
    </message>
    <message>
        <source>Open &amp;case</source>
        <translation>案件を開く(&amp;C)</translation>
    </message>
    <message>
        <source>{field} was changed here and in {system}. Which value counts?</source>
        <translation>「{field}」はここと{system}の両方で変更されました。どちらの値を残しますか？</translation>
    </message>
    <message>
        <source>Before: {value}</source>
        <translation>変更前：{value}</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>自分の値</translation>
    </message>
    <message>
        <source>Keep &amp;mine</source>
        <translation>自分の値を残す(&amp;M)</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>相手の値</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>ほかの人</translation>
    </message>
    <message>
        <source>Keep &amp;theirs</source>
        <translation>相手の値を残す(&amp;T)</translation>
    </message>
    <message>
        <source>Or another value:</source>
        <translation>別の値にする場合：</translation>
    </message>
    <message>
        <source>&amp;Use this</source>
        <translation>この値を使う(&amp;U)</translation>
    </message>
    <message>
        <source>Did it arrive?</source>
        <translation>届きましたか？</translation>
    </message>
    <message>
        <source>Nothing is sent twice by itself. If you say that it did not arrive, it is sent again.</source>
        <translation>自動で二重に送信されることはありません。「届いていない」を選ぶと、もう一度送信します。</translation>
    </message>
    <message>
        <source>&amp;Ask {system}</source>
        <translation>{system}に確認(&amp;A)</translation>
    </message>
    <message>
        <source>It a&amp;rrived</source>
        <translation>届いた(&amp;R)</translation>
    </message>
    <message>
        <source>It did &amp;not</source>
        <translation>届いていない(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>再試行(&amp;R)</translation>
    </message>
    <message>
        <source>It is saved and goes to {system} by itself, in order.</source>
        <translation>保存済みです。順番に{system}へ自動で送信されます。</translation>
    </message>
    <message numerus="yes">
        <source>%n tries so far</source>
        <translation>
            <numerusform>これまでの試行 %n回</numerusform>
        </translation>
    </message>
    <message>
        <source>next try {when}</source>
        <translation>次の試行 {when}</translation>
    </message>
    <message>
        <source>An earlier change of this case is in conflict. It goes once you have decided that.</source>
        <translation>同じ案件の前の変更が競合しています。そちらを決めると送信されます。</translation>
    </message>
    <message>
        <source>Something earlier of this case waits for your word. It goes once you have decided that.</source>
        <translation>同じ案件の前のものが判断待ちです。そちらを決めると送信されます。</translation>
    </message>
    <message>
        <source>Sho&amp;w what to decide</source>
        <translation>判断が必要なものを表示(&amp;W)</translation>
    </message>
    <message>
        <source>Its broadcast is paused. It is saved, and goes once the broadcast goes on.</source>
        <translation>この一斉送信は一時停止中です。保存されており、再開すると送信されます。</translation>
    </message>
    <message>
        <source>Sho&amp;w the broadcasts</source>
        <translation>一斉送信を表示(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Drop it …</source>
        <translation>送信を取りやめる(&amp;D)…</translation>
    </message>
    <message>
        <source>It will never be sent to {system}. It stays in the case&apos;s history here, marked as dropped.</source>
        <translation>{system}には二度と送信されません。この画面の履歴には「取りやめ」として残ります。</translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>Drop for &amp;good</source>
        <translation>取りやめを確定(&amp;G)</translation>
    </message>
</context>
<context>
    <name>DirectoryForm</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>検索ベース</translation>
    </message>
    <message>
        <source>empty: all of it</source>
        <translation>空欄：全体</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>認証局</translation>
    </message>
    <message>
        <source>DN or name@domain</source>
        <translation>DN または name@domain</translation>
    </message>
    <message>
        <source>empty: as kept</source>
        <translation>空欄：保存済みのもの</translation>
    </message>
    <message>
        <source>PEM file; else the system&apos;s</source>
        <translation>PEM ファイル（空欄：標準）</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>フィルター</translation>
    </message>
    <message>
        <source>empty: people</source>
        <translation>空欄：全員</translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Begin in the open and secure it with &amp;StartTLS</source>
        <translation>StartTLS で暗号化する(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Keep the password for the next time</source>
        <translation>次回のためにパスワードを保存(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>変更(&amp;C)…</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>すべて正常です。</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>テスト中…</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>テスト(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Look through</source>
        <translation>内容を確認(&amp;L)</translation>
    </message>
    <message>
        <source>Stop reading · {count} so far</source>
        <translation>読み込みを中止・{count} 件</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>読み込みを中止</translation>
    </message>
</context>
<context>
    <name>DropCard</name>
    <message>
        <source>Cance&amp;l</source>
        <translation>キャンセル(&amp;L)</translation>
    </message>
</context>
<context>
    <name>Editors</name>
    <message>
        <source>{count} of {most}</source>
        <translation>{count} / {most}</translation>
    </message>
    <message>
        <source>too long: {count} of {most}</source>
        <translation>長すぎます: {count} / {most}</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>プログラム内部で問題が起きました。</translation>
    </message>
    <message>
        <source>What was saved is safe. Try again; if it stays, send the details to IT.</source>
        <translation>保存済みの内容は無事です。もう一度試し、続く場合は詳細をIT担当へ送ってください。</translation>
    </message>
    <message>
        <source>What was entered cannot be used.</source>
        <translation>入力した内容は使えません。</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>修正して、もう一度試してください。</translation>
    </message>
    <message>
        <source>That is not here.</source>
        <translation>見つかりません。</translation>
    </message>
    <message>
        <source>Check the number, or fetch from the helpdesk.</source>
        <translation>番号を確かめるか、ヘルプデスクから取得してください。</translation>
    </message>
    <message>
        <source>A setting is incomplete or contradicts another.</source>
        <translation>設定が不足しているか、矛盾しています。</translation>
    </message>
    <message>
        <source>Open Settings and complete it.</source>
        <translation>「設定」を開いて補ってください。</translation>
    </message>
    <message>
        <source>The local database cannot be used.</source>
        <translation>ローカルのデータベースを使えません。</translation>
    </message>
    <message>
        <source>Copy the details and ask IT.</source>
        <translation>詳細をコピーしてIT担当に連絡してください。</translation>
    </message>
    <message>
        <source>The key does not open the database.</source>
        <translation>この鍵ではデータベースを開けません。</translation>
    </message>
    <message>
        <source>Type the passphrase again, or ask IT for the right key.</source>
        <translation>パスフレーズをもう一度入力するか、IT担当に正しい鍵を確認してください。</translation>
    </message>
    <message>
        <source>The key of the database cannot be read from the keychain.</source>
        <translation>データベースの鍵をキーチェーンから読み取れません。</translation>
    </message>
    <message>
        <source>Unlock the keychain of this computer and start again.</source>
        <translation>このPCのキーチェーンのロックを解除し、もう一度起動してください。</translation>
    </message>
    <message>
        <source>The database file is damaged.</source>
        <translation>データベースのファイルが壊れています。</translation>
    </message>
    <message>
        <source>Leave the files as they are and ask IT to restore the newest backup.</source>
        <translation>ファイルには触れず、最新のバックアップの復元をIT担当に依頼してください。</translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation>データフォルダーに書き込めません。</translation>
    </message>
    <message>
        <source>Make the folder writable for you, then start again.</source>
        <translation>フォルダーを書き込み可能にして、もう一度起動してください。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>ディスクの空きがありません。</translation>
    </message>
    <message>
        <source>Free some space and try again. What was saved before is safe.</source>
        <translation>空きを作って、もう一度試してください。保存済みの内容は無事です。</translation>
    </message>
    <message>
        <source>The database was written by a newer version of this program.</source>
        <translation>データベースは、より新しい版のプログラムで書かれています。</translation>
    </message>
    <message>
        <source>Install the newest version and start again.</source>
        <translation>最新版をインストールして、もう一度起動してください。</translation>
    </message>
    <message>
        <source>The console is already open with this data folder.</source>
        <translation>このデータフォルダーのコンソールはすでに開いています。</translation>
    </message>
    <message>
        <source>Use the open window, or end the other process first.</source>
        <translation>開いている画面を使うか、もう一方のプログラムを先に終了してください。</translation>
    </message>
    <message>
        <source>The rehearsal tried to reach a real system and was stopped.</source>
        <translation>訓練が実際のシステムに接続しようとしたため、停止しました。</translation>
    </message>
    <message>
        <source>Nothing was sent. Tell IT about it.</source>
        <translation>何も送信されていません。IT担当に知らせてください。</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>What was done so far is kept.</source>
        <translation>ここまでの内容は残っています。</translation>
    </message>
    <message>
        <source>The other system did not do it.</source>
        <translation>相手のシステムが処理しませんでした。</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>自動でもう一度試します。</translation>
    </message>
    <message>
        <source>The system cannot be reached.</source>
        <translation>システムに接続できません。</translation>
    </message>
    <message>
        <source>Nothing was sent. It is tried again by itself when the system is back.</source>
        <translation>何も送信されていません。復旧後に自動でもう一度試します。</translation>
    </message>
    <message>
        <source>No answer came: it may or may not have arrived.</source>
        <translation>応答がなく、届いたかどうか分かりません。</translation>
    </message>
    <message>
        <source>Look in the other system, then say whether it arrived.</source>
        <translation>相手のシステムを確認し、届いたかどうかを選んでください。</translation>
    </message>
    <message>
        <source>The system asked us to wait.</source>
        <translation>システムから待つように求められました。</translation>
    </message>
    <message>
        <source>It is tried again by itself a little later.</source>
        <translation>少し後に自動でもう一度試します。</translation>
    </message>
    <message>
        <source>The system refuses our sign-in.</source>
        <translation>システムがサインインを拒否しています。</translation>
    </message>
    <message>
        <source>Renew the token or password in Settings.</source>
        <translation>「設定」でトークンまたはパスワードを更新してください。</translation>
    </message>
    <message>
        <source>The system refused it.</source>
        <translation>システムが拒否しました。</translation>
    </message>
    <message>
        <source>Change it in the case and retry, or drop it with a reason.</source>
        <translation>案件で修正して再試行するか、理由を付けて取りやめてください。</translation>
    </message>
    <message>
        <source>The system gave an answer that makes no sense.</source>
        <translation>システムの応答が正しくありません。</translation>
    </message>
    <message>
        <source>Check the address in Settings; look in the other system whether it arrived.</source>
        <translation>「設定」でアドレスを確かめ、相手のシステムで届いたかどうかを確認してください。</translation>
    </message>
    <message>
        <source>The program stopped while this was being sent.</source>
        <translation>送信中にプログラムが停止しました。</translation>
    </message>
    <message>
        <source>Ask the gateway or the recipient whether it arrived.</source>
        <translation>届いたかどうかをゲートウェイまたは受信者に確認してください。</translation>
    </message>
    <message>
        <source>Your value was chosen and goes again.</source>
        <translation>自分の値が選ばれ、もう一度送信されます。</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>操作は不要です。</translation>
    </message>
    <message>
        <source>An earlier change of this field was dropped.</source>
        <translation>この項目の前の変更は取りやめられました。</translation>
    </message>
    <message>
        <source>It is not sent any more.</source>
        <translation>送信されません。</translation>
    </message>
    <message>
        <source>Another gateway did not take it.</source>
        <translation>別のゲートウェイで送信できませんでした。</translation>
    </message>
    <message>
        <source>It goes over this one.</source>
        <translation>このゲートウェイから送信します。</translation>
    </message>
    <message>
        <source>It waits for its time.</source>
        <translation>送信時刻を待っています。</translation>
    </message>
    <message>
        <source>Change the time, send it now or take it back in Messages.</source>
        <translation>「メッセージ」で時刻の変更、すぐに送信、取り消しができます。</translation>
    </message>
    <message>
        <source>It waits for the end of the recipient&apos;s quiet hours.</source>
        <translation>相手の連絡を控える時間帯が終わるのを待っています。</translation>
    </message>
    <message>
        <source>Send it now if it cannot wait.</source>
        <translation>待てない場合は、すぐに送信してください。</translation>
    </message>
    <message>
        <source>It was taken back before it was sent.</source>
        <translation>送信前に取り消されました。</translation>
    </message>
    <message>
        <source>Somebody else changed the same field meanwhile.</source>
        <translation>その間に、ほかの人が同じ項目を変更しました。</translation>
    </message>
    <message>
        <source>Choose which value to keep.</source>
        <translation>残す値を選んでください。</translation>
    </message>
    <message>
        <source>It did not work.</source>
        <translation>うまくいきませんでした。</translation>
    </message>
    <message>
        <source>Try again; if it stays, copy the details and ask IT.</source>
        <translation>もう一度試し、続く場合は詳細をコピーしてIT担当に連絡してください。</translation>
    </message>
</context>
<context>
    <name>EscalationForm</name>
    <message>
        <source>Step {number}: {names}, {minutes}</source>
        <translation>{number}番目: {names}、{minutes}</translation>
    </message>
    <message>
        <source>nobody at this moment</source>
        <translation>現時点では該当者なし</translation>
    </message>
    <message>
        <source>What has to be done?</source>
        <translation>何をしてもらいますか</translation>
    </message>
    <message>
        <source>Who is asked, one step after the other</source>
        <translation>順番に連絡する相手</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>連絡順</translation>
    </message>
    <message>
        <source>Urgent: also in &amp;quiet hours</source>
        <translation>至急: 連絡を控える時間帯にも連絡(&amp;Q)</translation>
    </message>
    <message>
        <source>Everybody is texted how to take it, pass it on or close it. Where no text goes through, a call is asked for.</source>
        <translation>引き受け、次への回付、完了の方法を全員にSMSで知らせます。SMSが届かない場合は電話を依頼します。</translation>
    </message>
    <message>
        <source>&amp;Escalate</source>
        <translation>エスカレーション(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Whom it would ask now</source>
        <translation>今連絡する相手</translation>
    </message>
    <message>
        <source>Escalate something that is about no case</source>
        <translation>案件に関係しない件をエスカレーション</translation>
    </message>
</context>
<context>
    <name>EscalationPane</name>
    <message>
        <source>Urgent</source>
        <translation>至急</translation>
    </message>
    <message>
        <source>Also in quiet hours</source>
        <translation>連絡を控える時間帯にも連絡します</translation>
    </message>
    <message>
        <source>Chain {chain}, begun by {name}</source>
        <translation>連絡順 {chain}、開始者 {name}</translation>
    </message>
    <message>
        <source>&amp;Take it</source>
        <translation>引き受ける(&amp;T)</translation>
    </message>
    <message>
        <source>Nobody else is asked any more (T)</source>
        <translation>以後、ほかの人には連絡しません (T)</translation>
    </message>
    <message>
        <source>Ask the next &amp;step now</source>
        <translation>次の順番へ今すぐ連絡(&amp;S)</translation>
    </message>
    <message>
        <source>Pass it on (E)</source>
        <translation>次へ回します (E)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>完了にする(&amp;C)</translation>
    </message>
    <message>
        <source>It is done (D)</source>
        <translation>対応が終わりました (D)</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>案件を表示</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>経過</translation>
    </message>
</context>
<context>
    <name>EscalationView</name>
    <message>
        <source>Take the escalation</source>
        <translation>エスカレーションを引き受ける</translation>
    </message>
    <message>
        <source>Ask the next step now</source>
        <translation>次の順番へ今すぐ連絡</translation>
    </message>
    <message>
        <source>Close the escalation</source>
        <translation>エスカレーションを完了にする</translation>
    </message>
    <message>
        <source>Escalate something</source>
        <translation>エスカレーションする</translation>
    </message>
    <message>
        <source>Set who is asked</source>
        <translation>連絡する相手を設定</translation>
    </message>
    <message>
        <source>Set when somebody is paged</source>
        <translation>呼び出しの条件を設定</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Rules are set at a supervisor&apos;s station.</source>
        <translation>条件は管理者の端末で設定します。</translation>
    </message>
    <message>
        <source>Escalations</source>
        <translation>エスカレーション</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新規(&amp;N)</translation>
    </message>
    <message>
        <source>Escalate something (N)</source>
        <translation>エスカレーションする (N)</translation>
    </message>
    <message>
        <source>C&amp;hains</source>
        <translation>連絡順(&amp;H)</translation>
    </message>
    <message>
        <source>Set who is asked, one step after the other (C)</source>
        <translation>順番に連絡する相手を設定 (C)</translation>
    </message>
    <message>
        <source>R&amp;ules…</source>
        <translation>条件(&amp;U)…</translation>
    </message>
    <message>
        <source>Set when somebody is paged: so many cases in so many minutes (R)</source>
        <translation>何分間に何件で呼び出すかを設定します (R)</translation>
    </message>
    <message>
        <source>Chains are set at a supervisor&apos;s station.</source>
        <translation>連絡順は管理者の端末で設定します。</translation>
    </message>
    <message>
        <source>Saved. The first step is asked now.</source>
        <translation>保存しました。最初の順番へ連絡します。</translation>
    </message>
    <message>
        <source>What is escalated is asked of one person or group after the other, by SMS and phone, until somebody takes it.</source>
        <translation>エスカレーションすると、誰かが引き受けるまで、SMSと電話で担当者やグループに順番に連絡します。</translation>
    </message>
    <message>
        <source>Nothing is escalated</source>
        <translation>エスカレーションはありません</translation>
    </message>
    <message>
        <source>Nobody can be asked yet</source>
        <translation>連絡できる相手がまだ設定されていません</translation>
    </message>
    <message>
        <source>A supervisor sets first who is asked.</source>
        <translation>先に管理者が連絡する相手を設定します。</translation>
    </message>
    <message>
        <source>Saved: {number} is yours.</source>
        <translation>保存しました: {number}はあなたの担当です。</translation>
    </message>
    <message>
        <source>Saved: the next step of {number} is asked.</source>
        <translation>保存しました: {number}の次の順番へ連絡します。</translation>
    </message>
    <message>
        <source>Saved: {number} is closed.</source>
        <translation>保存しました: {number}を完了にしました。</translation>
    </message>
</context>
<context>
    <name>EscalationWords</name>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln 分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>asked %Ln more times</source>
        <translation>
            <numerusform>さらに %Ln 回繰り返す</numerusform>
        </translation>
    </message>
    <message>
        <source>asked once</source>
        <translation>繰り返さない</translation>
    </message>
</context>
<context>
    <name>Escalations</name>
    <message>
        <source>Being asked</source>
        <translation>連絡中</translation>
    </message>
    <message>
        <source>Nobody has it</source>
        <translation>担当者なし</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>対応中</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>quiet hours</source>
        <translation>連絡を控える時間帯</translation>
    </message>
    <message>
        <source>no way to reach them</source>
        <translation>連絡手段なし</translation>
    </message>
    <message>
        <source>not known here any more</source>
        <translation>登録がありません</translation>
    </message>
    <message>
        <source>Case {number}: {subject}</source>
        <translation>案件 {number}: {subject}</translation>
    </message>
    <message>
        <source>closed by {name}, {time}</source>
        <translation>{time}に{name}さんが完了</translation>
    </message>
    <message>
        <source>{name} has it since {time}</source>
        <translation>{time}から{name}さんが対応中</translation>
    </message>
    <message>
        <source>everybody was asked in vain</source>
        <translation>全員に連絡しましたが、引き受けた人はいません</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>該当者なし</translation>
    </message>
    <message>
        <source>step {step} of {steps}, waits for {names}, the next step is asked now</source>
        <translation>{steps}段階中{step}番目、{names}の返答待ち、まもなく次へ連絡</translation>
    </message>
    <message>
        <source>step {step} of {steps}, waits for {names}, {time} to the next step</source>
        <translation>{steps}段階中{step}番目、{names}の返答待ち、次まで{time}</translation>
    </message>
    <message>
        <source>Escalated: {name} has it</source>
        <translation>エスカレーション: {name}さんが対応中</translation>
    </message>
    <message>
        <source>Escalated: nobody has it</source>
        <translation>エスカレーション: 担当者なし</translation>
    </message>
    <message>
        <source>Escalated: step {step}, waits for {names}, {time}</source>
        <translation>エスカレーション: {step}番目、{names}待ち、{time}</translation>
    </message>
    <message>
        <source>{time} Step {step}: {names}</source>
        <translation>{time} {step}番目: {names}</translation>
    </message>
    <message>
        <source>{time} Closed: the same was paged already, as {number}</source>
        <translation>{time} 完了: 同じ用件は{number}で呼び出し済みです</translation>
    </message>
    <message>
        <source>{time} Begun by {name}</source>
        <translation>{time} {name}さんが開始</translation>
    </message>
    <message>
        <source>{time} Nobody is left to be asked</source>
        <translation>{time} 連絡できる相手がいなくなりました</translation>
    </message>
    <message>
        <source>{time} {name} has taken it</source>
        <translation>{time} {name}さんが引き受けました</translation>
    </message>
    <message>
        <source>{time} {name} passes it on</source>
        <translation>{time} {name}さんが次へ回しました</translation>
    </message>
    <message>
        <source>{time} {name} has closed it</source>
        <translation>{time} {name}さんが完了にしました</translation>
    </message>
    <message>
        <source>{time} {name} answered; it changed nothing</source>
        <translation>{time} {name}さんが返信(変更なし)</translation>
    </message>
    <message>
        <source>by SMS</source>
        <translation>SMSで</translation>
    </message>
    <message>
        <source>over the hub</source>
        <translation>ハブで</translation>
    </message>
    <message>
        <source>with a key in a call</source>
        <translation>通話中のキーで</translation>
    </message>
    <message>
        <source>at a desk</source>
        <translation>端末で</translation>
    </message>
    <message>
        <source>a watch rule</source>
        <translation>監視条件</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>call</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>being made by the console</source>
        <translation>コンソールが発信中</translation>
    </message>
    <message>
        <source>to be made</source>
        <translation>これから発信</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>送信済み</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>返答なし</translation>
    </message>
    <message>
        <source>not known whether it arrived</source>
        <translation>届いたか不明</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>配信済み</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>返答あり</translation>
    </message>
    <message>
        <source>Whoever is on call</source>
        <translation>当番の人</translation>
    </message>
    <message>
        <source>On call: {schedule}</source>
        <translation>当番: {schedule}</translation>
    </message>
    <message>
        <source>Group: {name}</source>
        <translation>グループ: {name}</translation>
    </message>
    <message>
        <source>{name} (off)</source>
        <translation>{name}（オフ）</translation>
    </message>
</context>
<context>
    <name>EvidenceHost</name>
    <message>
        <source>No browser could be opened.</source>
        <translation>ブラウザーを開けませんでした。</translation>
    </message>
    <message>
        <source>Saved. Your word counts from now on.</source>
        <translation>保存しました。以後はこの判断が優先されます。</translation>
    </message>
</context>
<context>
    <name>EvidencePanel</name>
    <message>
        <source>Evidence for {system}</source>
        <translation>{system}の根拠</translation>
    </message>
    <message>
        <source>No probe has run yet.</source>
        <translation>まだ確認していません。</translation>
    </message>
    <message>
        <source>Check &amp;now</source>
        <translation>今すぐ確認(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>接続の設定(&amp;C)</translation>
    </message>
    <message numerus="yes">
        <source>%n people at your site&apos;s server are heard all the same: you see what each other writes.</source>
        <translation>
            <numerusform>ハブがなくても、同じ拠点のサーバーにつながる %n 人とはやり取りできます。互いの記入がすぐに表示されます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else is heard meanwhile. What you write comes to the others once the hub is back.</source>
        <translation>今はほかの人とつながっていません。記入した内容は、ハブが復旧するとほかの人に届きます。</translation>
    </message>
    <message>
        <source>&amp;Vendor&apos;s page</source>
        <translation>提供元のページ(&amp;V)</translation>
    </message>
    <message>
        <source>since {time} ({span})</source>
        <translation>{time}から（{span}）</translation>
    </message>
    <message>
        <source>This computer has no network, so nothing can be said of the system.</source>
        <translation>このPCがネットワークにつながっていないため、状態は分かりません。</translation>
    </message>
    <message>
        <source>It answers but refuses our sign-in. This is not an outage: renew the token or password.</source>
        <translation>応答はありますが、サインインが拒否されています。障害ではありません。トークンまたはパスワードを更新してください。</translation>
    </message>
    <message>
        <source>A supervisor&apos;s word counts here, not the probes.</source>
        <translation>確認結果ではなく、責任者の判断を優先しています。</translation>
    </message>
    <message>
        <source>Just back: sending waits a moment to be sure that it stays.</source>
        <translation>復旧直後です。安定を確かめてから送信します。</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}秒</translation>
    </message>
    <message>
        <source>stage: {stage}</source>
        <translation>段階：{stage}</translation>
    </message>
    <message>
        <source>Supervisor: overrule the probes</source>
        <translation>責任者：確認結果より優先する判断</translation>
    </message>
    <message>
        <source>Counts for everybody at this station until it is set back.</source>
        <translation>戻すまで、この端末で有効です。</translation>
    </message>
    <message>
        <source>State by your word</source>
        <translation>判断による状態</translation>
    </message>
    <message>
        <source>As probed</source>
        <translation>確認結果どおり</translation>
    </message>
    <message>
        <source>It is down</source>
        <translation>停止している</translation>
    </message>
    <message>
        <source>It is up</source>
        <translation>正常である</translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>設定(&amp;S)</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>その他の絞り込み</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先度</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>確保</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>言葉</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>The filter becomes a button of this name</source>
        <translation>絞り込みはこの名前のボタンになります</translation>
    </message>
    <message>
        <source>Unanswered only</source>
        <translation>未返信のみ</translation>
    </message>
    <message>
        <source>Closed ones too</source>
        <translation>完了した案件も</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>左へ移動</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>右へ移動</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>A filter of your own</source>
        <translation>自分の絞り込み</translation>
    </message>
    <message>
        <source>any</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>by me</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>by others</source>
        <translation>ほかの人</translation>
    </message>
</context>
<context>
    <name>GatePanel</name>
    <message>
        <source>Before a swarm is closed, three things have to be there:</source>
        <translation>スウォームを終了するには、次の3つが必要です:</translation>
    </message>
    <message>
        <source>To the case</source>
        <translation>案件へ</translation>
    </message>
    <message>
        <source>Call, text or write to the customer from there</source>
        <translation>案件から電話、SMS、返信でお客様に連絡できます</translation>
    </message>
    <message>
        <source>It is done</source>
        <translation>完了した</translation>
    </message>
    <message>
        <source>Hand it on</source>
        <translation>引き継ぐ</translation>
    </message>
    <message>
        <source>It stays with the case and is nobody&apos;s of the swarm</source>
        <translation>案件に残り、スウォームの担当からは外れます</translation>
    </message>
    <message>
        <source>Or say how they were told</source>
        <translation>または連絡方法を入力</translation>
    </message>
    <message>
        <source>For example: at the counter, by Ben</source>
        <translation>例: 窓口でベンが説明</translation>
    </message>
    <message>
        <source>How the customer was told</source>
        <translation>お客様への連絡方法</translation>
    </message>
    <message>
        <source>What it was, what helped, what is left. It becomes a note of the case.</source>
        <translation>原因、対処、残っていること。案件のメモになります。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>まとめ</translation>
    </message>
    <message>
        <source>Close the swarm</source>
        <translation>スウォームを終了</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>The customer was told, as you wrote:</source>
        <translation>お客様に連絡済み(下記のとおり):</translation>
    </message>
    <message>
        <source>The customer was not told yet. Call, text or write to them from the case.</source>
        <translation>お客様にまだ連絡していません。案件から電話、SMS、返信で連絡してください。</translation>
    </message>
    <message>
        <source>The next action is open: {action}</source>
        <translation>次のアクションが未完了です: {action}</translation>
    </message>
    <message>
        <source>No next action is open.</source>
        <translation>未完了の次のアクションはありません。</translation>
    </message>
    <message>
        <source>The summary is written.</source>
        <translation>まとめは記入済みです。</translation>
    </message>
    <message>
        <source>The summary is missing.</source>
        <translation>まとめがありません。</translation>
    </message>
    <message>
        <source>The summary is too long: shorten it.</source>
        <translation>まとめが長すぎます。短くしてください。</translation>
    </message>
    <message>
        <source>the lead</source>
        <translation>リード</translation>
    </message>
    <message>
        <source>Only {lead} or a supervisor closes it.</source>
        <translation>終了できるのは{lead}または管理者だけです。</translation>
    </message>
</context>
<context>
    <name>GivenPane</name>
    <message>
        <source>Briefings that were given</source>
        <translation>これまでの状況報告</translation>
    </message>
    <message>
        <source>No briefing has been given in this outage yet. The first one tells the team what is known.</source>
        <translation>この障害の状況報告はまだありません。最初の報告で、分かっていることをチームに知らせます。</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Who has read it</source>
        <translation>読んだ人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>console</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>まだ</translation>
    </message>
    <message>
        <source>Briefing {number}</source>
        <translation>状況報告 {number}</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>{time} 現在</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>{file} に保存しました。</translation>
    </message>
    <message>
        <source>Print it from there.</source>
        <translation>そこから印刷できます。</translation>
    </message>
    <message>
        <source>{number} · {time} · {who}</source>
        <translation>{number} · {time} · {who}</translation>
    </message>
</context>
<context>
    <name>HeadChips</name>
    <message numerus="yes">
        <source>%n more: {facts}</source>
        <translation>
            <numerusform>他%n件：{facts}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>State of the systems</source>
        <translation>システムの状態</translation>
    </message>
    <message>
        <source>No system has been checked yet</source>
        <translation>まだどのシステムも確認していません</translation>
    </message>
    <message>
        <source>&amp;Check all systems now</source>
        <translation>すべてのシステムを今すぐ確認(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>設定(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be seen</source>
        <translation>
            <numerusform>%n件確認不可</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot be seen: {systems}</source>
        <translation>確認できません：{systems}</translation>
    </message>
    <message numerus="yes">
        <source>%n up</source>
        <translation>
            <numerusform>正常 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Up: {systems}</source>
        <translation>正常：{systems}</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>このPCはオフラインです</translation>
    </message>
    <message>
        <source>This computer has no network. Everything you do is kept. Press to look again.</source>
        <translation>このPCがネットワークにつながっていません。操作内容は保存されます。押すと再確認します。</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time}から</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>要対応 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Conflicts, refusals and what may not have arrived</source>
        <translation>競合、拒否、届いたか不明なもの</translation>
    </message>
    <message>
        <source>all sent</source>
        <translation>すべて送信済み</translation>
    </message>
    <message>
        <source>You: {name}, {state}</source>
        <translation>自分：{name}、{state}</translation>
    </message>
    <message>
        <source>Stop &amp;fetching</source>
        <translation>取得を中止(&amp;F)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting to be sent</source>
        <translation>
            <numerusform>送信待ち %Ln件</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Fetch from the helpdesk now</source>
        <translation>ヘルプデスクから今すぐ取得(&amp;F)</translation>
    </message>
    <message>
        <source>{state} since {time}</source>
        <translation>{state}（{time}から）</translation>
    </message>
    <message>
        <source>fetching {seen} of {total}</source>
        <translation>取得中 {seen}／{total}</translation>
    </message>
    <message>
        <source>fetching {seen}</source>
        <translation>取得中 {seen}</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>データなし</translation>
    </message>
    <message>
        <source>data from {time}</source>
        <translation>{time}時点</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>ヘルプを検索</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>戻る (Alt+Left)</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目次</translation>
    </message>
    <message>
        <source>On this computer; works without a network</source>
        <translation>このPCにあるので、ネットワークなしで読めます</translation>
    </message>
    <message>
        <source>{page} – Help</source>
        <translation>{page} – ヘルプ</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) found</source>
        <translation>
            <numerusform>%n件見つかりました</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found. Try fewer or shorter words.</source>
        <translation>見つかりません。語を減らすか短くしてください。</translation>
    </message>
</context>
<context>
    <name>HelpdeskForm</name>
    <message>
        <source>&amp;Look through</source>
        <translation>内容を確認(&amp;L)</translation>
    </message>
    <message>
        <source>Stop reading · {count} so far</source>
        <translation>読み込みを中止・{count} 件</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>読み込みを中止</translation>
    </message>
    <message>
        <source>Everybody whom the helpdesk knows, staff and customers, over the connection that is there. Who came with a case is the same person and not doubled; accounts that are disabled are left out.</source>
        <translation>ヘルプデスクに登録されている担当者と顧客の全員を、既存の接続で読み込みます。案件とともに取得済みの人は同じ人として扱われ、重複しません。無効なアカウントは除かれます。</translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>as the helpdesk says</source>
        <translation>ヘルプデスクの区分に従う</translation>
    </message>
</context>
<context>
    <name>HelpdeskStep</name>
    <message>
        <source>Helpdesk</source>
        <translation>ヘルプデスク</translation>
    </message>
    <message>
        <source>Where is your helpdesk?</source>
        <translation>ヘルプデスクはどこにありますか</translation>
    </message>
    <message>
        <source>The connection is tried out now. What is missing is named, and nothing is changed there.</source>
        <translation>ここで実際に接続を試します。足りないものがあればお知らせします。相手側は何も変更しません。</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>テスト中 …</translation>
    </message>
    <message>
        <source>&amp;Test and continue</source>
        <translation>テストして次へ(&amp;T)</translation>
    </message>
    <message>
        <source>Continue &amp;anyway</source>
        <translation>このまま次へ(&amp;A)</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>アドレス(&amp;D)</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>トークン(&amp;K)</translation>
    </message>
    <message>
        <source>Own certificate authority (&amp;file)</source>
        <translation>独自の認証局（ファイル）(&amp;F)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Own certificate authority (file)</source>
        <translation>独自の認証局（ファイル）</translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation>保存済み（変更する場合は入力）</translation>
    </message>
    <message>
        <source>only where IT gave you one</source>
        <translation>IT 担当から受け取った場合のみ</translation>
    </message>
    <message>
        <source>In Request Tracker: Logged in as → Settings → Auth Tokens → Create. It is kept in the keychain.</source>
        <translation>Request Tracker の「Logged in as → Settings → Auth Tokens → Create」で作れます。キーチェーンに保存されます。</translation>
    </message>
    <message>
        <source>In Request Tracker: Logged in as → Settings → Auth Tokens → Create. It is kept encrypted.</source>
        <translation>Request Tracker の「Logged in as → Settings → Auth Tokens → Create」で作れます。暗号化して保存されます。</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>詳しい設定(&amp;M)</translation>
    </message>
</context>
<context>
    <name>Herald</name>
    <message numerus="yes">
        <source>%n new notifications</source>
        <translation>
            <numerusform>新しい通知が%n件あります</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Somebody is calling.</source>
        <translation>電話がかかってきています。</translation>
    </message>
    <message>
        <source>Take the case</source>
        <translation>案件を引き受ける</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>あとで</translation>
    </message>
</context>
<context>
    <name>HistoryBlock</name>
    <message>
        <source>Last 30 days</source>
        <translation>過去30日間</translation>
    </message>
    <message>
        <source>Day by day: Left and Right go from day to day</source>
        <translation>日ごとの状態：左右キーで日を移動します</translation>
    </message>
    <message>
        <source>Nothing has been recorded at this station yet.</source>
        <translation>この端末にはまだ記録がありません。</translation>
    </message>
    <message>
        <source>Recorded since {date} only.</source>
        <translation>記録は{date}からです。</translation>
    </message>
    <message>
        <source>No outage.</source>
        <translation>障害はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n outages</source>
        <translation>
            <numerusform>障害%n回</numerusform>
        </translation>
    </message>
    <message>
        <source>{outages}, {span} in all. Up {percent} % of the time.</source>
        <translation>{outages}、合計{span}。稼働率は{percent} %です。</translation>
    </message>
    <message numerus="yes">
        <source>and %n earlier</source>
        <translation>
            <numerusform>ほか%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Down since {time}, {span}</source>
        <translation>{time}から停止中、{span}</translation>
    </message>
    <message>
        <source>Down {start} – {end}, {span}</source>
        <translation>停止 {start} – {end}、{span}</translation>
    </message>
    <message>
        <source>{time}: {who} said it is up</source>
        <translation>{time}：{who}が稼働中と判断</translation>
    </message>
    <message>
        <source>{time}: {who} said it is down</source>
        <translation>{time}：{who}が停止中と判断</translation>
    </message>
    <message>
        <source>{time}: {who} left it to the probes</source>
        <translation>{time}：{who}が監視の結果に戻しました</translation>
    </message>
</context>
<context>
    <name>ImportButton</name>
    <message>
        <source>&amp;Importing: {percent} %</source>
        <translation>取り込み中(&amp;I): {percent}%</translation>
    </message>
    <message>
        <source>Show the import, or stop it (I)</source>
        <translation>取り込みの状況を表示、または中止（I）</translation>
    </message>
    <message>
        <source>&amp;Import people…</source>
        <translation>取り込み(&amp;I)…</translation>
    </message>
    <message>
        <source>From a spreadsheet, an address book or a directory (I)</source>
        <translation>表計算ファイル、アドレス帳、ディレクトリから（I）</translation>
    </message>
</context>
<context>
    <name>ImportColumns</name>
    <message>
        <source>Say what a column holds where its heading does not. It is kept for the next file of this name.</source>
        <translation>見出しから分からない列に、何が入っているかを指定します。次に同じ名前のファイルを読むときも使われます。</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>ファイルの列</translation>
    </message>
    <message>
        <source>It holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What the column holds</source>
        <translation>列の内容</translation>
    </message>
    <message>
        <source>&amp;Read it so</source>
        <translation>この内容で読み込む(&amp;R)</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>元のまま</translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>列 {number}</translation>
    </message>
    <message>
        <source>nothing stands in it</source>
        <translation>値がありません</translation>
    </message>
</context>
<context>
    <name>ImportFields</name>
    <message>
        <source>CSV or vCard file</source>
        <translation>CSVまたはvCardのファイル</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>C&amp;hoose a file…</source>
        <translation>ファイルを選択(&amp;H)…</translation>
    </message>
    <message>
        <source>Co&amp;lumns…</source>
        <translation>列(&amp;L)…</translation>
    </message>
    <message>
        <source>Say what the columns hold</source>
        <translation>列の内容を指定します</translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>Who they are, where the file does not say it</source>
        <translation>ファイルに記載がない場合の種別</translation>
    </message>
    <message>
        <source>Where the file does not say it</source>
        <translation>ファイルに記載がない場合に使います</translation>
    </message>
    <message>
        <source>found out</source>
        <translation>自動判別</translation>
    </message>
    <message>
        <source>Which file holds the people?</source>
        <translation>どのファイルを取り込みますか</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Import people</source>
        <translation>連絡先の取り込み</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>カードに戻る</translation>
    </message>
    <message>
        <source>Back to the card (Escape); a file that was looked through stays</source>
        <translation>カードに戻る（Esc）。確認したファイルはそのまま残ります</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>すべての行</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更あり</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>Perhaps here already</source>
        <translation>登録済みの可能性</translation>
    </message>
    <message>
        <source>With something odd</source>
        <translation>要確認</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>今回ない人</translation>
    </message>
    <message>
        <source>What would come of the import</source>
        <translation>取り込みの結果の見込み</translation>
    </message>
    <message>
        <source>Save what was &amp;left out</source>
        <translation>対象外の行を保存(&amp;L)</translation>
    </message>
    <message>
        <source>As a spreadsheet in your documents, with the reasons</source>
        <translation>理由を添えて、ドキュメントフォルダーに表として保存します</translation>
    </message>
    <message>
        <source>Lines of &apos;{file}&apos; that were left out</source>
        <translation>「{file}」の対象外の行</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>内容</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines were left out; they are listed below.</source>
        <translation>
            <numerusform>%Ln行は対象外です。下に一覧があります。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was stopped. Importing the file once more does the rest.</source>
        <translation>中止しました。もう一度取り込むと残りが入ります。</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>{file}に保存しました。</translation>
    </message>
    <message>
        <source>It holds customers&apos; data: keep it safe.</source>
        <translation>お客様の情報を含みます。取り扱いにご注意ください。</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>取り込むものはありません</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are not among the helpdesk&apos;s users any more; they stay.</source>
        <translation>
            <numerusform>%Ln 人はヘルプデスクのユーザーから外れていますが、記録は残ります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are not in the directory any more; they stay.</source>
        <translation>
            <numerusform>%Ln人はディレクトリにもういません。そのまま残ります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>ファイルを読み込んでいます…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選んでください</translation>
    </message>
    <message>
        <source>A CSV file of a spreadsheet or a system, or vCards of an address book. You see what would come of it before anything is kept.</source>
        <translation>表計算ソフトやシステムのCSV、またはアドレス帳のvCardを読み込めます。保存する前に結果を確認できます。</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln people</source>
        <translation>
            <numerusform>%Ln人を取り込む</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>saved · %Ln people imported</source>
        <translation>
            <numerusform>保存済み · %Ln人を取り込みました</numerusform>
        </translation>
    </message>
    <message>
        <source>Numbers without a country code cannot be understood: choose the country of phone numbers in Settings.</source>
        <translation>国番号のない番号を読み取れません。「設定」で電話番号の国を選んでください。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people of an earlier file are not in this one; they stay.</source>
        <translation>
            <numerusform>以前のファイルにあった%Ln人はこのファイルにありません。そのまま残ります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportProgress</name>
    <message>
        <source>&amp;Stop</source>
        <translation>中止(&amp;S)</translation>
    </message>
    <message>
        <source>What is imported so far stays</source>
        <translation>ここまでに取り込んだ分は残ります</translation>
    </message>
    <message>
        <source>{done} of {total} imported</source>
        <translation>{total}件中{done}件を取り込みました</translation>
    </message>
</context>
<context>
    <name>ImportSources</name>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>ディレクトリ</translation>
    </message>
    <message>
        <source>Helpdesk</source>
        <translation>ヘルプデスク</translation>
    </message>
</context>
<context>
    <name>InvitePage</name>
    <message>
        <source>Not of our team, and would read all that is said from then on: {names}</source>
        <translation>社外の人です。以後の発言をすべて読みます: {names}</translation>
    </message>
    <message>
        <source>Invite them all the same</source>
        <translation>それでも招待する</translation>
    </message>
    <message>
        <source>{name} has this number or address already.</source>
        <translation>この番号またはアドレスは{name}のものです。</translation>
    </message>
    <message>
        <source>They are chosen now instead.</source>
        <translation>代わりにその人を選びました。</translation>
    </message>
    <message>
        <source>Some&amp;body new from outside</source>
        <translation>社外の人を追加(&amp;B)</translation>
    </message>
    <message>
        <source>Search names and skills</source>
        <translation>名前とスキルを検索</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>スキル</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Also &amp;partners (external)</source>
        <translation>パートナー(社外)も(&amp;P)</translation>
    </message>
    <message>
        <source>Urgent: also in &amp;quiet hours</source>
        <translation>至急: 連絡を控える時間帯でも(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Text also those whom the hub reaches</source>
        <translation>ハブで届く人にもSMSを送る(&amp;T)</translation>
    </message>
    <message>
        <source>Who fits, the best first</source>
        <translation>候補者(適した順)</translation>
    </message>
    <message>
        <source>Nobody fits. Take fewer words, another skill or group, or also partners.</source>
        <translation>該当者がいません。検索語を減らすか、別のスキルやグループを選ぶか、パートナーも含めてください。</translation>
    </message>
    <message>
        <source>To the swarm</source>
        <translation>スウォームへ</translation>
    </message>
    <message>
        <source>Any skill</source>
        <translation>すべてのスキル</translation>
    </message>
    <message>
        <source>Any group</source>
        <translation>すべてのグループ</translation>
    </message>
    <message>
        <source>Any language</source>
        <translation>すべての言語</translation>
    </message>
    <message>
        <source>&amp;Invite</source>
        <translation>招待(&amp;I)</translation>
    </message>
    <message>
        <source>Mark people with Space or a click.</source>
        <translation>スペースキーまたはクリックで選んでください。</translation>
    </message>
    <message>
        <source>{count} by {way}</source>
        <translation>{way} {count}人</translation>
    </message>
    <message>
        <source>{count} not now: quiet hours</source>
        <translation>{count}人は控える時間帯のため連絡しません</translation>
    </message>
    <message>
        <source>{count} external</source>
        <translation>社外 {count}人</translation>
    </message>
</context>
<context>
    <name>Inviting</name>
    <message>
        <source>Invite into {swarm}</source>
        <translation>{swarm} への招待</translation>
    </message>
    <message>
        <source>Saved. Asked: {hub} by hub, {sms} by SMS.</source>
        <translation>保存しました。招待: ハブ {hub}人、SMS {sms}人。</translation>
    </message>
    <message>
        <source>Not asked: {names}</source>
        <translation>招待しなかった人: {names}</translation>
    </message>
</context>
<context>
    <name>KeyLine</name>
    <message>
        <source>Keys to press</source>
        <translation>送るキー</translation>
    </message>
    <message>
        <source>0–9, * and #</source>
        <translation>0～9、*、#</translation>
    </message>
    <message>
        <source>Each key is pressed at once</source>
        <translation>押したキーはすぐに送られます</translation>
    </message>
    <message>
        <source>Press extension {digits}</source>
        <translation>内線 {digits} を送る</translation>
    </message>
</context>
<context>
    <name>LateParts</name>
    <message>
        <source>Do or find anything</source>
        <translation>操作や検索</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>キー一覧を表示</translation>
    </message>
    <message>
        <source>Help for this view</source>
        <translation>この画面のヘルプ</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>画面をロック</translation>
    </message>
</context>
<context>
    <name>LinksPanel</name>
    <message>
        <source>Links in this message</source>
        <translation>このメッセージのリンク</translation>
    </message>
    <message>
        <source>Whole address</source>
        <translation>アドレス全体</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>コピー(&amp;P)</translation>
    </message>
    <message>
        <source>It cannot be told where</source>
        <translation>リンク先を確認できません</translation>
    </message>
    <message>
        <source>Leads to {host}</source>
        <translation>リンク先：{host}</translation>
    </message>
    <message>
        <source>Not opened: it hides {host} behind another name.</source>
        <translation>開けません。別の名前の裏に {host} を隠しています。</translation>
    </message>
    <message>
        <source>Not opened: it cannot be told where it leads.</source>
        <translation>開けません。リンク先を確認できません。</translation>
    </message>
    <message>
        <source>This computer has nothing to open it with.</source>
        <translation>このパソコンには開くためのアプリがありません。</translation>
    </message>
    <message>
        <source>Copy the address instead.</source>
        <translation>代わりにアドレスをコピーしてください。</translation>
    </message>
    <message>
        <source>The address is copied.</source>
        <translation>アドレスをコピーしました。</translation>
    </message>
</context>
<context>
    <name>LockControl</name>
    <message>
        <source>This is not the passphrase.</source>
        <translation>パスフレーズが違います。</translation>
    </message>
    <message>
        <source>Try again; capitals count.</source>
        <translation>もう一度試してください。大文字と小文字は区別されます。</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>This is not the passphrase.</source>
        <translation>パスフレーズが違います。</translation>
    </message>
    <message>
        <source>The next try is possible in {seconds} s.</source>
        <translation>{seconds} 秒後にもう一度試せます。</translation>
    </message>
    <message>
        <source>Choose a passphrase for the lock</source>
        <translation>ロックのパスフレーズを決めてください</translation>
    </message>
    <message>
        <source>Your organisation wants this window locked when nobody uses it. Choose what unlocks it.</source>
        <translation>使っていない間このウィンドウをロックするよう、組織で決められています。解除用のパスフレーズを決めてください。</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>ロック中</translation>
    </message>
    <message>
        <source>Since {time}. Everything goes on meanwhile.</source>
        <translation>{time} から。その間も処理は続いています。</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>パスフレーズ(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>パスフレーズ（確認）(&amp;A)</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>パスフレーズ（確認）</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>設定(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>ロック解除(&amp;U)</translation>
    </message>
    <message numerus="yes">
        <source>%n messages came in.</source>
        <translation>
            <numerusform>%n 件のメッセージが届きました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Your call is still open: {time}</source>
        <translation>通話が続いています: {time}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Playbook</source>
        <translation>手順書</translation>
    </message>
    <message>
        <source>Day&apos;s report</source>
        <translation>日報</translation>
    </message>
    <message>
        <source>Briefing</source>
        <translation>状況報告</translation>
    </message>
    <message>
        <source>Roll call</source>
        <translation>安否確認</translation>
    </message>
    <message>
        <source>Escalations</source>
        <translation>エスカレーション</translation>
    </message>
    <message>
        <source>Nothing is locked yet.</source>
        <translation>まだロックできません。</translation>
    </message>
    <message>
        <source>Choose a passphrase for the lock here first.</source>
        <translation>まずここでロックのパスフレーズを決めてください。</translation>
    </message>
    <message numerus="yes">
        <source>%n call-backs due</source>
        <translation>
            <numerusform>折り返し %n 件が予定時刻を過ぎています</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed calls</source>
        <translation>
            <numerusform>不在着信 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Fallback Console</source>
        <translation>Fallback Console</translation>
    </message>
    <message>
        <source>DRILL – {title}</source>
        <translation>訓練 – {title}</translation>
    </message>
    <message>
        <source>DEMO – {title}</source>
        <translation>デモ – {title}</translation>
    </message>
</context>
<context>
    <name>ManyPanel</name>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <translation>
            <numerusform>%Ln件を選択中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n件の案件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts</source>
        <translation>
            <numerusform>競合%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>{case} {field}: mine {mine}, theirs {theirs}, before {base}</source>
        <translation>{case} {field}：自分 {mine}、相手 {theirs}、変更前 {base}</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>ほか%Ln件</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep &amp;mine</source>
        <translation>自分の値を残す(&amp;M)</translation>
    </message>
    <message>
        <source>Keep &amp;theirs</source>
        <translation>相手の値を残す(&amp;T)</translation>
    </message>
    <message numerus="yes">
        <source>%n of which it is not known</source>
        <translation>
            <numerusform>到着不明%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is sent twice by itself. What you say did not arrive is sent again.</source>
        <translation>自動で二重に送信されることはありません。届いていないとしたものは、もう一度送信します。</translation>
    </message>
    <message>
        <source>&amp;Ask the systems</source>
        <translation>システムに確認(&amp;A)</translation>
    </message>
    <message>
        <source>All a&amp;rrived</source>
        <translation>すべて届いた(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;None arrived</source>
        <translation>どれも届いていない(&amp;N)</translation>
    </message>
    <message numerus="yes">
        <source>%n were refused</source>
        <translation>
            <numerusform>拒否%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>R&amp;etry all</source>
        <translation>すべて再試行(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Drop them …</source>
        <translation>送信を取りやめる(&amp;D)…</translation>
    </message>
    <message>
        <source>They will never be sent: {systems}. They stay in their cases&apos; history here, marked as dropped.</source>
        <translation>二度と送信されません：{systems}。この画面の履歴には「取りやめ」として残ります。</translation>
    </message>
    <message>
        <source>One reason for all (required)</source>
        <translation>全件に共通の理由（必須）</translation>
    </message>
    <message numerus="yes">
        <source>Drop %n for &amp;good</source>
        <translation>
            <numerusform>%n件の取りやめを確定(&amp;G)</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} to {system}</source>
        <translation>{system}へ{count}件</translation>
    </message>
</context>
<context>
    <name>MeMenu</name>
    <message>
        <source>&amp;Available</source>
        <translation>対応可能(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;On a call</source>
        <translation>通話中(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Wrap-up</source>
        <translation>後処理中(&amp;W)</translation>
    </message>
    <message>
        <source>Awa&amp;y</source>
        <translation>離席中(&amp;Y)</translation>
    </message>
    <message>
        <source>Off s&amp;hift</source>
        <translation>勤務外(&amp;H)</translation>
    </message>
    <message>
        <source>{status} – since {time}</source>
        <translation>{status} – {time}から</translation>
    </message>
</context>
<context>
    <name>MembersPanel</name>
    <message>
        <source>Invite …</source>
        <translation>招待 …</translation>
    </message>
    <message>
        <source>Choose whom to ask (I)</source>
        <translation>招待する人を選ぶ (I)</translation>
    </message>
    <message>
        <source>Make lead</source>
        <translation>リードにする</translation>
    </message>
    <message>
        <source>They see to it that it comes to an end</source>
        <translation>終了まで責任を持つ人です</translation>
    </message>
    <message>
        <source>Said yes</source>
        <translation>参加と返事</translation>
    </message>
    <message>
        <source>They told you that they come in</source>
        <translation>本人から参加すると聞いた</translation>
    </message>
    <message>
        <source>Said no</source>
        <translation>不参加と返事</translation>
    </message>
    <message>
        <source>They told you that they cannot</source>
        <translation>本人から参加できないと聞いた</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>They read nothing of it from now on</source>
        <translation>以後の内容は届きません</translation>
    </message>
    <message>
        <source>Whoever is external reads everything that is said from then on.</source>
        <translation>社外の人は、参加以後の発言をすべて読みます。</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>参加者</translation>
    </message>
</context>
<context>
    <name>Merging</name>
    <message>
        <source>saved · they are one person</source>
        <translation>保存済み · 同一人物にしました</translation>
    </message>
    <message>
        <source>Every later import and pull keeps this.</source>
        <translation>今後の取り込みや同期でも保たれます。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>saved · they are two people again</source>
        <translation>保存済み · 別の人に戻しました</translation>
    </message>
    <message>
        <source>Each has what its own records say.</source>
        <translation>それぞれの記録の内容に戻ります。</translation>
    </message>
    <message>
        <source>saved · they are two people</source>
        <translation>保存済み · 別の人として記録しました</translation>
    </message>
    <message>
        <source>They are not offered as perhaps the same any more.</source>
        <translation>今後は候補に表示されません。</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>&amp;Read</source>
        <translation>読みました(&amp;R)</translation>
    </message>
    <message>
        <source>It a&amp;rrived</source>
        <translation>届いた(&amp;R)</translation>
    </message>
    <message>
        <source>It did &amp;not</source>
        <translation>届いていない(&amp;N)</translation>
    </message>
    <message>
        <source>Ask the &amp;gateway</source>
        <translation>ゲートウェイに確認(&amp;G)</translation>
    </message>
    <message>
        <source>Send a&amp;gain</source>
        <translation>もう一度送る(&amp;G)</translation>
    </message>
    <message>
        <source>Do not &amp;send it</source>
        <translation>送らない(&amp;S)</translation>
    </message>
    <message>
        <source>Send &amp;now</source>
        <translation>今すぐ送る(&amp;N)</translation>
    </message>
    <message>
        <source>Another t&amp;ime</source>
        <translation>時刻を変更(&amp;I)</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>取り消す(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Write again</source>
        <translation>書き直す(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>割り当てる(&amp;A)</translation>
    </message>
    <message>
        <source>Take from the case</source>
        <translation>案件から外す</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Say whose number this is, and which case it is about (A)</source>
        <translation>誰の番号か、どの案件についてかを指定します (A)</translation>
    </message>
    <message>
        <source>This waits for you to read it; writing over the hub answers it.</source>
        <translation>未読のメッセージです。ハブで書くと返信になります。</translation>
    </message>
    <message>
        <source>Nobody is known for this number. Who is it?</source>
        <translation>この番号の持ち主は不明です。誰でしょうか？</translation>
    </message>
    <message>
        <source>This message belongs to no case.</source>
        <translation>このメッセージはどの案件にも属していません。</translation>
    </message>
    <message>
        <source>This message belongs to #{case}.</source>
        <translation>このメッセージは #{case} に属しています。</translation>
    </message>
    <message>
        <source>It goes out on {when}.</source>
        <translation>{when} に送信します。</translation>
    </message>
    <message>
        <source>It is not known whether this arrived. It is not sent twice by itself.</source>
        <translation>届いたかどうか不明です。自動で二重に送ることはありません。</translation>
    </message>
    <message>
        <source>It was not delivered. Call instead, or write again.</source>
        <translation>届きませんでした。電話するか、書き直してください。</translation>
    </message>
</context>
<context>
    <name>MessageComposer</name>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>A text message to their phone (H)</source>
        <translation>相手の電話にSMSを送る（H）</translation>
    </message>
    <message>
        <source>Into their window, through the team&apos;s hub (H)</source>
        <translation>チームのハブを通じて相手の画面に表示する（H）</translation>
    </message>
    <message>
        <source>Message over the hub</source>
        <translation>ハブのメッセージ</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>SMS本文</translation>
    </message>
    <message>
        <source>Send over hub</source>
        <translation>ハブで送る</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Into their window at once. It stands there until they have read it.</source>
        <translation>相手の画面にすぐ表示されます。読まれるまで残ります。</translation>
    </message>
    <message>
        <source>{name} is at no station now.</source>
        <translation>{name}さんは今、どの端末も使っていません。</translation>
    </message>
    <message>
        <source>It is shown when they are back at one.</source>
        <translation>端末に戻ったときに表示されます。</translation>
    </message>
    <message>
        <source>They cannot be written to over the hub.</source>
        <translation>この人にはハブで書けません。</translation>
    </message>
    <message>
        <source>{count} of at most {most} characters</source>
        <translation>{count}字（最大{most}字）</translation>
    </message>
    <message>
        <source>At a station now</source>
        <translation>端末を使っています</translation>
    </message>
</context>
<context>
    <name>MessageKeys</name>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>返信する</translation>
    </message>
    <message>
        <source>Write to somebody</source>
        <translation>新しく書く</translation>
    </message>
    <message>
        <source>One text to many people</source>
        <translation>多くの人に同じ SMS を送る</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>会話を検索</translation>
    </message>
    <message>
        <source>Assign to a person or a case</source>
        <translation>人または案件に割り当てる</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>案件を開く</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>電話する</translation>
    </message>
    <message>
        <source>Reach over one path after the other</source>
        <translation>連絡がつくまで順に試す</translation>
    </message>
    <message>
        <source>Send again, or send now</source>
        <translation>もう一度送る、または今すぐ送る</translation>
    </message>
    <message>
        <source>Take back what waits</source>
        <translation>送信待ちを取り消す</translation>
    </message>
    <message>
        <source>It arrived</source>
        <translation>届いた</translation>
    </message>
    <message>
        <source>Choose when it goes out</source>
        <translation>送信日時を選ぶ</translation>
    </message>
    <message>
        <source>Write over the hub, or a text message</source>
        <translation>ハブとSMSを切り替える</translation>
    </message>
    <message>
        <source>Begin with a template</source>
        <translation>テンプレートから始める</translation>
    </message>
    <message>
        <source>Take back what was just done</source>
        <translation>直前の操作を取り消す</translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message>
        <source>Files cannot be sent from here.</source>
        <translation>ここからファイルは送れません。</translation>
    </message>
    <message>
        <source>Write what is in it, or send it by mail when mail is back. Nothing was added.</source>
        <translation>内容を文章で書くか、メールの復旧後にメールで送ってください。何も追加されていません。</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>waits to be read</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>goes out {when}</source>
        <translation>{when} に送信</translation>
    </message>
    <message>
        <source>given up · not sent</source>
        <translation>中止・未送信</translation>
    </message>
    <message>
        <source>read {when}</source>
        <translation>{when}に既読</translation>
    </message>
    <message>
        <source>settled without it</source>
        <translation>別の方法で解決済み</translation>
    </message>
    <message>
        <source>waits for the hub</source>
        <translation>ハブを待っています</translation>
    </message>
    <message>
        <source>part {part} delivered</source>
        <translation>{part}通目は到達</translation>
    </message>
    <message>
        <source>part {part} failed</source>
        <translation>{part}通目は失敗</translation>
    </message>
    <message>
        <source>part {part} waits for the phone</source>
        <translation>{part}通目は相手の電話待ち</translation>
    </message>
    <message>
        <source>part {part} with the network</source>
        <translation>{part}通目は通信網が受付</translation>
    </message>
</context>
<context>
    <name>MessagesView</name>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Search people, numbers, messages</source>
        <translation>人、番号、メッセージを検索</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>Write to somebody (N)</source>
        <translation>新しく書きます (N)</translation>
    </message>
    <message>
        <source>One text to many people (B)</source>
        <translation>多くの人に同じ SMS を送る (B)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>返信待ち</translation>
    </message>
    <message>
        <source>Failed or unknown</source>
        <translation>失敗・未確認</translation>
    </message>
    <message>
        <source>Unknown senders</source>
        <translation>不明な相手</translation>
    </message>
    <message>
        <source>Choose a conversation</source>
        <translation>会話を選んでください</translation>
    </message>
    <message>
        <source>Or press N to write to somebody. Text messages need no Slack and no mail.</source>
        <translation>N を押すと新しく書けます。SMSはSlackもメールも必要としません。</translation>
    </message>
    <message>
        <source>&amp;Broadcast …</source>
        <translation>一斉送信(&amp;B)…</translation>
    </message>
</context>
<context>
    <name>MirrorStep</name>
    <message>
        <source>First copy</source>
        <translation>最初のコピー</translation>
    </message>
    <message>
        <source>Your cases are here</source>
        <translation>案件のコピーが完了しました</translation>
    </message>
    <message>
        <source>Your cases are being copied</source>
        <translation>案件をコピーしています</translation>
    </message>
    <message>
        <source>From now on changes are fetched by themselves.</source>
        <translation>これからは変更が自動的に取り込まれます。</translation>
    </message>
    <message>
        <source>You can work with each case as soon as it is here. The copying goes on while you continue.</source>
        <translation>届いた案件からすぐに作業できます。先に進んでもコピーは続きます。</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>次へ(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Continue meanwhile</source>
        <translation>待たずに次へ(&amp;C)</translation>
    </message>
    <message>
        <source>Progress of the first copy</source>
        <translation>最初のコピーの進み具合</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>もう一度試す(&amp;T)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cases copied</source>
        <translation>
            <numerusform>%Ln 件の案件をコピーしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cases so far</source>
        <translation>
            <numerusform>これまでに %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>{seen} of {total} cases</source>
        <translation>{total} 件中 {seen} 件</translation>
    </message>
    <message>
        <source>about {span} left</source>
        <translation>残り約 {span}</translation>
    </message>
    <message>
        <source>Beginning …</source>
        <translation>開始しています …</translation>
    </message>
</context>
<context>
    <name>MissedModel</name>
    <message>
        <source>Who</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>回数</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n 回</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissedPanel</name>
    <message numerus="yes">
        <source>%n missed calls</source>
        <translation>
            <numerusform>不在着信 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The caller hides the number, so nobody can call back.</source>
        <translation>番号が非通知のため、折り返せません。</translation>
    </message>
    <message>
        <source>Nobody is known with this number.</source>
        <translation>この番号の方は登録されていません。</translation>
    </message>
    <message>
        <source>The number is only similar, or several people have it: ask who it is.</source>
        <translation>番号が似ているだけか、複数の方が使っています。お名前を確認してください。</translation>
    </message>
    <message>
        <source>It rang for {duration}.</source>
        <translation>呼び出し時間：{duration}</translation>
    </message>
    <message>
        <source>The first call was {span} ago.</source>
        <translation>最初の着信は{span}前です。</translation>
    </message>
    <message>
        <source>&amp;Call back</source>
        <translation>折り返す(&amp;C)</translation>
    </message>
    <message>
        <source>Write an &amp;SMS</source>
        <translation>SMSを書く(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Open case</source>
        <translation>案件を開く(&amp;O)</translation>
    </message>
    <message>
        <source>All calls &amp;with them</source>
        <translation>この相手との全通話(&amp;W)</translation>
    </message>
    <message>
        <source>Nobody need call back</source>
        <translation>折り返し不要</translation>
    </message>
    <message>
        <source>Reason, if you like</source>
        <translation>理由（任意）</translation>
    </message>
    <message>
        <source>Why nobody need call back</source>
        <translation>折り返しが不要な理由</translation>
    </message>
    <message>
        <source>&amp;Put away</source>
        <translation>片付ける(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>Helpdesk</source>
        <translation>ヘルプデスク</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>インターネット</translation>
    </message>
    <message>
        <source>Team hub</source>
        <translation>チームハブ</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>SMS over Kannel</source>
        <translation>Kannel経由のSMS</translation>
    </message>
    <message>
        <source>SMS over an Android phone</source>
        <translation>Android端末経由のSMS</translation>
    </message>
    <message>
        <source>SMS over a GSM modem</source>
        <translation>GSMモデム経由のSMS</translation>
    </message>
    <message>
        <source>SMS over Twilio</source>
        <translation>Twilio経由のSMS</translation>
    </message>
    <message>
        <source>SMS over Vonage</source>
        <translation>Vonage経由のSMS</translation>
    </message>
    <message>
        <source>SMS over HTTP</source>
        <translation>HTTP経由のSMS</translation>
    </message>
    <message>
        <source>{gateway} ({name})</source>
        <translation>{gateway}（{name}）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{start} and {last}</source>
        <translation>{start}と{last}</translation>
    </message>
    <message>
        <source>cannot be seen</source>
        <translation>確認不能</translation>
    </message>
    <message>
        <source>sign-in problem</source>
        <translation>サインイン不可</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>遅延</translation>
    </message>
    <message>
        <source>up</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>down</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不安定</translation>
    </message>
    <message>
        <source>coming back</source>
        <translation>復旧中</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>応答あり</translation>
    </message>
    <message>
        <source>answers slowly</source>
        <translation>応答が遅い</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>refuses our sign-in</source>
        <translation>サインインを拒否</translation>
    </message>
    <message>
        <source>the vendor reports an incident</source>
        <translation>提供元が障害を公表</translation>
    </message>
    <message>
        <source>looking up the address</source>
        <translation>アドレスの検索</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>secure connection</source>
        <translation>暗号化接続</translation>
    </message>
    <message>
        <source>greeting</source>
        <translation>応答の挨拶</translation>
    </message>
    <message>
        <source>request</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>サインイン済み</translation>
    </message>
    <message>
        <source>on a call</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>wrapping up</source>
        <translation>後処理中</translation>
    </message>
    <message>
        <source>away</source>
        <translation>離席中</translation>
    </message>
    <message>
        <source>off shift</source>
        <translation>勤務外</translation>
    </message>
    <message>
        <source>available</source>
        <translation>対応可能</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>到着不明</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>取りやめ</translation>
    </message>
    <message>
        <source>waits: its broadcast is paused</source>
        <translation>一斉送信が一時停止中のため待機</translation>
    </message>
    <message>
        <source>waits for the conflict above</source>
        <translation>上の競合の解決待ち</translation>
    </message>
    <message>
        <source>waits for a conflict of this case</source>
        <translation>この案件の競合の解決待ち</translation>
    </message>
    <message>
        <source>waits until the one above is decided</source>
        <translation>上のものの判断待ち</translation>
    </message>
    <message>
        <source>waits until another of this case is decided</source>
        <translation>この案件の別のものの判断待ち</translation>
    </message>
    <message>
        <source>waits until it is known whether the one above arrived</source>
        <translation>上のものの到着確認待ち</translation>
    </message>
    <message>
        <source>waits until it is known whether another of this case arrived</source>
        <translation>この案件の別のものの到着確認待ち</translation>
    </message>
    <message>
        <source>goes after the one before it</source>
        <translation>前のものの後に送信</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先度</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新しい案件</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Next action</source>
        <translation>次の対応</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>Missed call put away</source>
        <translation>不在着信を片付け</translation>
    </message>
    <message>
        <source>Call-back done</source>
        <translation>折り返し完了</translation>
    </message>
    <message>
        <source>Call-back moved</source>
        <translation>折り返しを変更</translation>
    </message>
    <message>
        <source>SMS received</source>
        <translation>受信SMS</translation>
    </message>
    <message>
        <source>SMS put to this case</source>
        <translation>SMSをこの案件に追加</translation>
    </message>
    <message>
        <source>SMS not of this case</source>
        <translation>SMSをこの案件から除外</translation>
    </message>
    <message>
        <source>Slack message</source>
        <translation>Slack メッセージ</translation>
    </message>
    <message>
        <source>Message over the hub</source>
        <translation>ハブ経由のメッセージ</translation>
    </message>
    <message>
        <source>SMS to {who}</source>
        <translation>SMS送信 {who}</translation>
    </message>
    <message>
        <source>Mail to {who}</source>
        <translation>{who} へのメール</translation>
    </message>
    <message>
        <source>Slack message to {who}</source>
        <translation>{who} への Slack メッセージ</translation>
    </message>
    <message>
        <source>SMS from {who}</source>
        <translation>SMS受信 {who}</translation>
    </message>
    <message>
        <source>Call read out to {who}</source>
        <translation>{who}への読み上げ電話</translation>
    </message>
    <message>
        <source>Key pressed by {who}</source>
        <translation>{who}が押したキー</translation>
    </message>
    <message>
        <source>Call to {who}</source>
        <translation>発信 {who}</translation>
    </message>
    <message>
        <source>Call from {who}</source>
        <translation>着信 {who}</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>saved · waiting for {systems}</source>
        <translation>保存済・{systems}への送信待ち</translation>
    </message>
</context>
<context>
    <name>NavRail</name>
    <message>
        <source>Views</source>
        <translation>画面</translation>
    </message>
</context>
<context>
    <name>NewCaseForm</name>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Customer&apos;s number</source>
        <translation>顧客の電話番号</translation>
    </message>
    <message>
        <source>Customer&apos;s mail</source>
        <translation>顧客のメール</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新しい案件</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>作成(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>NextForm</name>
    <message>
        <source>{name} (external)</source>
        <translation>{name}(社外)</translation>
    </message>
    <message>
        <source>What is done next?</source>
        <translation>次に何をしますか?</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>It becomes the case&apos;s next action, and the case theirs; whoever the hub does not reach is texted.</source>
        <translation>案件の次のアクションになり、案件の担当者も変わります。ハブで届かない場合はSMSで知らせます。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>NotYet</name>
    <message>
        <source>Loading …</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>It is being read from this computer.</source>
        <translation>このPCから読み込んでいます。</translation>
    </message>
    <message>
        <source>This cannot be shown now</source>
        <translation>今は表示できません</translation>
    </message>
    <message>
        <source>The data on this computer could not be read. What you saved is not lost; tell IT if it stays so.</source>
        <translation>このPCのデータを読み込めませんでした。保存した内容は失われていません。続く場合はIT担当に連絡してください。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
</context>
<context>
    <name>NotifyCard</name>
    <message>
        <source>Notifications and sounds</source>
        <translation>通知と音</translation>
    </message>
    <message>
        <source>What happens stands behind the bell at the top, whatever is chosen here.</source>
        <translation>ここでの選択にかかわらず、出来事は上部のベルから確認できます。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Sounds &amp;on</source>
        <translation>音を鳴らす(&amp;O)</translation>
    </message>
    <message>
        <source>Sound: {what}</source>
        <translation>音: {what}</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>試聴</translation>
    </message>
    <message>
        <source>Try the sound: {what}</source>
        <translation>音を試聴: {what}</translation>
    </message>
    <message>
        <source>repeat until I look</source>
        <translation>確認まで繰り返す</translation>
    </message>
    <message>
        <source>Repeat until I have looked: {what}</source>
        <translation>確認するまで繰り返す: {what}</translation>
    </message>
    <message>
        <source>Notifications on the desktop</source>
        <translation>デスクトップに通知する</translation>
    </message>
    <message>
        <source>With customers&apos; names and words</source>
        <translation>顧客の名前と文面も出す</translation>
    </message>
    <message>
        <source>Closing leaves the console in the tray</source>
        <translation>閉じてもトレイに残す</translation>
    </message>
    <message>
        <source>On the desktop only while this window is not in front; names never while it is locked.</source>
        <translation>デスクトップには、このウィンドウが前面にないときだけ表示します。ロック中は名前を出しません。</translation>
    </message>
    <message>
        <source>This desktop has no tray.</source>
        <translation>このデスクトップにはトレイがありません。</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}％</translation>
    </message>
    <message>
        <source>Sounds are silenced until {time}.</source>
        <translation>{time}まで音を止めています。</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存しました</translation>
    </message>
</context>
<context>
    <name>OthersStep</name>
    <message>
        <source>Other systems</source>
        <translation>ほかのシステム</translation>
    </message>
    <message>
        <source>What else shall be watched and used?</source>
        <translation>ほかに何を監視し、使いますか</translation>
    </message>
    <message>
        <source>All of it may wait: Settings has the same pages. Watching Slack needs no sign-in at all.</source>
        <translation>どれも後で設定できます（「設定」に同じ画面があります）。Slack の監視にサインインは要りません。</translation>
    </message>
    <message>
        <source>&amp;Open the queue</source>
        <translation>キューを開く(&amp;O)</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>接続済み</translation>
    </message>
</context>
<context>
    <name>OutageBar</name>
    <message>
        <source>Ask everybody whether they are there</source>
        <translation>全員に無事かどうかを尋ねます</translation>
    </message>
    <message>
        <source>Roll call</source>
        <translation>安否確認</translation>
    </message>
    <message>
        <source>Briefing</source>
        <translation>状況報告</translation>
    </message>
    <message>
        <source>&amp;Playbook</source>
        <translation>手順書(&amp;P)</translation>
    </message>
    <message>
        <source>{systems} is down since {time}.</source>
        <translation>{time}から{systems}が停止しています。</translation>
    </message>
    <message>
        <source>{systems} are down since {time}.</source>
        <translation>{time}から{systems}が停止しています。</translation>
    </message>
    <message>
        <source>Work from here; reach people by SMS and phone. Everything is kept and sent when they return.</source>
        <translation>ここで作業を続け、SMSと電話で連絡してください。内容は保存され、復旧後に送信されます。</translation>
    </message>
    <message>
        <source>Work from here; reach people by phone. Everything is kept and sent when they return.</source>
        <translation>ここで作業を続け、電話で連絡してください。内容は保存され、復旧後に送信されます。</translation>
    </message>
    <message>
        <source>&amp;Playbook {done}/{all}</source>
        <translation>手順書 {done}/{all}(&amp;P)</translation>
    </message>
    <message>
        <source>Playbook: {done} of {all} steps done</source>
        <translation>手順書：{all}件中{done}件完了</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Do or find</source>
        <translation>操作と検索</translation>
    </message>
    <message>
        <source>An action, a case, a swarm, a customer or a number</source>
        <translation>操作、案件、スウォーム、顧客、電話番号</translation>
    </message>
    <message>
        <source>What to do for {name}</source>
        <translation>{name}に対する操作</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is called that</source>
        <translation>該当するものがありません</translation>
    </message>
    <message>
        <source>Try fewer letters, a case&apos;s number, or a customer&apos;s name or telephone number.</source>
        <translation>文字を減らすか、案件番号、顧客の名前や電話番号で探してください。</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Swarms</source>
        <translation>スウォーム</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Chosen last</source>
        <translation>最近使ったもの</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Teammate</source>
        <translation>同僚</translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>専門担当</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>パートナー</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>{number}に電話する</translation>
    </message>
    <message>
        <source>Write an SMS about {case}</source>
        <translation>{case}についてSMSを書く</translation>
    </message>
    <message>
        <source>Text messages with them</source>
        <translation>SMSのやり取り</translation>
    </message>
    <message>
        <source>Open the person</source>
        <translation>この人を開く</translation>
    </message>
</context>
<context>
    <name>PartnerForm</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Number or mail</source>
        <translation>番号かメール</translation>
    </message>
    <message>
        <source>Name of somebody new from outside</source>
        <translation>追加する社外の人の名前</translation>
    </message>
    <message>
        <source>Their mobile number or mail address</source>
        <translation>その人の携帯番号またはメールアドレス</translation>
    </message>
    <message>
        <source>In&amp;vite them</source>
        <translation>招待(&amp;V)</translation>
    </message>
    <message>
        <source>Invite nobody new</source>
        <translation>追加をやめる</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>{name} (teammate)</source>
        <translation>{name}さん</translation>
    </message>
    <message>
        <source>{name} (customer)</source>
        <translation>{name} 様</translation>
    </message>
</context>
<context>
    <name>PeopleFile</name>
    <message>
        <source>kept as the helpdesk&apos;s: who came with a case is the same person</source>
        <translation>ヘルプデスクの人として保存：案件とともに取得した人とは同一人物</translation>
    </message>
    <message>
        <source>kept as &apos;{source}&apos;: the same people again add nobody twice</source>
        <translation>「{source}」として保存。同じ人をもう一度取り込んでも重複しません</translation>
    </message>
    <message>
        <source>vCards in {encoding}</source>
        <translation>vCard、文字コード {encoding}</translation>
    </message>
    <message>
        <source>CSV in {encoding}, cells between commas</source>
        <translation>CSV（{encoding}、カンマ区切り）</translation>
    </message>
    <message>
        <source>CSV in {encoding}, cells between semicolons</source>
        <translation>CSV（{encoding}、セミコロン区切り）</translation>
    </message>
    <message>
        <source>CSV in {encoding}, cells between tabs</source>
        <translation>CSV（{encoding}、タブ区切り）</translation>
    </message>
    <message>
        <source>CSV in {encoding}</source>
        <translation>CSV、文字コード {encoding}</translation>
    </message>
    <message>
        <source>kept as &apos;{source}&apos;: the same file again adds nobody twice</source>
        <translation>「{source}」として保存。同じファイルをもう一度取り込んでも重複しません</translation>
    </message>
    <message>
        <source>Not used: {columns}</source>
        <translation>使わない列：{columns}</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>使わない</translation>
    </message>
    <message>
        <source>number in the file</source>
        <translation>ファイル内の番号</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>given name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>middle name</source>
        <translation>ミドルネーム</translation>
    </message>
    <message>
        <source>family name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>reading of the given name</source>
        <translation>名のフリガナ</translation>
    </message>
    <message>
        <source>reading of the family name</source>
        <translation>姓のフリガナ</translation>
    </message>
    <message>
        <source>mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>mobile</source>
        <translation>携帯</translation>
    </message>
    <message>
        <source>work number</source>
        <translation>勤務先の番号</translation>
    </message>
    <message>
        <source>home number</source>
        <translation>自宅の番号</translation>
    </message>
    <message>
        <source>number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>skills</source>
        <translation>スキル</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>login</source>
        <translation>ログイン名</translation>
    </message>
    <message>
        <source>site</source>
        <translation>拠点</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>種別</translation>
    </message>
</context>
<context>
    <name>PeopleKeys</name>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>To the person&apos;s card</source>
        <translation>カードへ移動</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>人を検索</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>電話をかける</translation>
    </message>
    <message>
        <source>Write a text message</source>
        <translation>SMSを書く</translation>
    </message>
    <message>
        <source>Reach over one path after the other</source>
        <translation>連絡がつくまで順に試す</translation>
    </message>
    <message>
        <source>How they wish to be reached</source>
        <translation>希望する連絡方法</translation>
    </message>
    <message>
        <source>Open their messages</source>
        <translation>メッセージを開く</translation>
    </message>
    <message>
        <source>Text everybody in the list</source>
        <translation>一覧の全員にSMSを送る</translation>
    </message>
    <message>
        <source>Write down somebody new</source>
        <translation>新しい人を書き留める</translation>
    </message>
    <message>
        <source>Write down what you know of them</source>
        <translation>分かっていることを書き留める</translation>
    </message>
    <message>
        <source>Import people</source>
        <translation>連絡先を取り込む</translation>
    </message>
    <message>
        <source>Find records that are one person</source>
        <translation>同一人物の記録を探す</translation>
    </message>
    <message>
        <source>Split a merged person again</source>
        <translation>統合した人を分ける</translation>
    </message>
    <message>
        <source>Take back the last merge</source>
        <translation>直前の統合を元に戻す</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>連絡先</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>まだ誰も登録されていません</translation>
    </message>
    <message>
        <source>Customers and teammates come with the helpdesk&apos;s cases. People from a spreadsheet or an address book can be imported.</source>
        <translation>顧客と同僚はヘルプデスクの案件とともに届きます。表やアドレス帳から取り込むこともできます。</translation>
    </message>
    <message>
        <source>Import people…</source>
        <translation>連絡先を取り込む…</translation>
    </message>
    <message>
        <source>Nobody fits</source>
        <translation>該当する人はいません</translation>
    </message>
    <message>
        <source>Try fewer words, another part of the number, or all kinds of people.</source>
        <translation>語を減らす、番号の別の部分を入れる、または種別を「すべて」にしてください。</translation>
    </message>
    <message>
        <source>Who is imported as an expert, with skills and levels, stands here.</source>
        <translation>スキルとレベルを付けて専門担当として取り込んだ人がここに表示されます。</translation>
    </message>
    <message>
        <source>Who is in a group called &apos;On call&apos; stands here.</source>
        <translation>「当番」などの名前のグループにいる人がここに表示されます。</translation>
    </message>
    <message>
        <source>Nobody of this kind</source>
        <translation>この種別の人はいません</translation>
    </message>
    <message>
        <source>An import can say of which kind people are.</source>
        <translation>取り込みのときに種別を指定できます。</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>番号なし</translation>
    </message>
    <message>
        <source>not a possible number</source>
        <translation>あり得ない番号</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>People</source>
        <translation>連絡先</translation>
    </message>
    <message>
        <source>Name, number, skill, group or language</source>
        <translation>名前、番号、スキル、グループ、言語</translation>
    </message>
    <message>
        <source>&amp;New person…</source>
        <translation>新しい人(&amp;N)…</translation>
    </message>
    <message>
        <source>Somebody who is in no helpdesk and no file (N)</source>
        <translation>ヘルプデスクにもファイルにもいない人 (N)</translation>
    </message>
    <message>
        <source>Same p&amp;erson?</source>
        <translation>同一人物？(&amp;E)</translation>
    </message>
    <message>
        <source>Records that may be one person (M)</source>
        <translation>同一人物かもしれない記録（M）</translation>
    </message>
    <message>
        <source>Choose somebody</source>
        <translation>人を選んでください</translation>
    </message>
    <message>
        <source>Type a few letters of a name, a part of a number, or ask: &apos;billing expert who speaks Japanese, free now&apos;.</source>
        <translation>名前の一部や番号の一部を入力するか、「日本語を話せる請求の専門家、今空いている人」のように尋ねてください。</translation>
    </message>
</context>
<context>
    <name>PeopleWords</name>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>Teammates</source>
        <translation>同僚</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>専門担当</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>パートナー</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>当番</translation>
    </message>
    <message>
        <source>Teammate</source>
        <translation>同僚</translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>専門担当</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>パートナー</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>Nameless</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>{name} ({reading})</source>
        <translation>{name}（{reading}）</translation>
    </message>
    <message>
        <source>mobile</source>
        <translation>携帯</translation>
    </message>
    <message>
        <source>work</source>
        <translation>勤務先</translation>
    </message>
    <message>
        <source>home</source>
        <translation>自宅</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>mobile line</source>
        <translation>携帯回線</translation>
    </message>
    <message>
        <source>landline</source>
        <translation>固定電話</translation>
    </message>
    <message>
        <source>free of charge</source>
        <translation>通話無料</translation>
    </message>
    <message>
        <source>costs more</source>
        <translation>有料番号</translation>
    </message>
    <message>
        <source>internet telephone</source>
        <translation>IP電話</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>what was written down here</source>
        <translation>ここで書き留めた内容</translation>
    </message>
    <message>
        <source>directory {name}</source>
        <translation>ディレクトリ「{name}」</translation>
    </message>
    <message>
        <source>file {name}</source>
        <translation>ファイル「{name}」</translation>
    </message>
    <message>
        <source>the same number: {what}</source>
        <translation>同じ番号：{what}</translation>
    </message>
    <message>
        <source>the same mail address: {what}</source>
        <translation>同じメールアドレス：{what}</translation>
    </message>
    <message>
        <source>the same name: {what}</source>
        <translation>同じ名前：{what}</translation>
    </message>
    <message>
        <source>Neither a name nor a number nor a mail address.</source>
        <translation>名前も番号もメールアドレスもありません。</translation>
    </message>
    <message>
        <source>The same person stands further up already.</source>
        <translation>同じ人がすでに上の行にあります。</translation>
    </message>
    <message>
        <source>More cells than headings.</source>
        <translation>見出しより列が多い行です。</translation>
    </message>
    <message>
        <source>Bytes that are no characters in this encoding.</source>
        <translation>この文字コードでは読めない文字があります。</translation>
    </message>
    <message>
        <source>A cell is too long.</source>
        <translation>長すぎるセルがあります。</translation>
    </message>
    <message>
        <source>The quotation marks do not fit together.</source>
        <translation>引用符の対応が取れていません。</translation>
    </message>
    <message>
        <source>The card that begins here has no end.</source>
        <translation>ここから始まるカードに終わりがありません。</translation>
    </message>
    <message>
        <source>Not a line of a vCard; the rest of the card was read.</source>
        <translation>vCardの行ではありません。カードの残りは読み込みました。</translation>
    </message>
    <message>
        <source>The account is disabled in the directory.</source>
        <translation>ディレクトリでアカウントが無効になっています。</translation>
    </message>
    <message>
        <source>It stands between the cards.</source>
        <translation>カードとカードの間にあります。</translation>
    </message>
</context>
<context>
    <name>PersonFacts</name>
    <message>
        <source>Reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>スキル</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>登録元</translation>
    </message>
    <message>
        <source>No such number is possible. It is kept as typed: ask them for the right one.</source>
        <translation>あり得ない番号です。入力どおりに残しています。正しい番号をご本人に確認してください。</translation>
    </message>
    <message>
        <source>Not a whole number: inside your company it may ring. Ask for it with the country code.</source>
        <translation>完全な番号ではありません。社内でのみ通じる可能性があります。国番号を含む番号をご確認ください。</translation>
    </message>
    <message>
        <source>wants no SMS</source>
        <translation>SMS不可</translation>
    </message>
    <message>
        <source>in one of several time zones</source>
        <translation>タイムゾーンは複数あり得ます</translation>
    </message>
    <message>
        <source>{time} there</source>
        <translation>現地 {time}</translation>
    </message>
    <message>
        <source>{skill} {level}/{most}</source>
        <translation>{skill} {level}/{most}</translation>
    </message>
</context>
<context>
    <name>PersonFields</name>
    <message>
        <source>kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>skills</source>
        <translation>スキル</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>グループ</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Back to the card</source>
        <translation>カードに戻る</translation>
    </message>
    <message>
        <source>Back to the card (Escape); what was typed stays</source>
        <translation>カードに戻る (Esc)。入力した内容は残ります</translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>携帯</translation>
    </message>
    <message>
        <source>Work number</source>
        <translation>勤務先の番号</translation>
    </message>
    <message>
        <source>Home number</source>
        <translation>自宅の番号</translation>
    </message>
    <message>
        <source>Other number</source>
        <translation>その他の番号</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>スキル</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>English; Japanese</source>
        <translation>日本語; 英語</translation>
    </message>
    <message>
        <source>Billing:5; Printers:3</source>
        <translation>請求:5; プリンター:3</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Keep it (Enter or Ctrl+Enter)</source>
        <translation>保存します (EnterまたはCtrl+Enter)</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新しい人</translation>
    </message>
    <message>
        <source>Somebody who is in no helpdesk and no file. A name, a number or a mail address will do.</source>
        <translation>ヘルプデスクにもファイルにもいない人です。名前、番号、メールアドレスのどれか一つで足ります。</translation>
    </message>
    <message>
        <source>{name}: what you know</source>
        <translation>{name}: 分かっていること</translation>
    </message>
    <message>
        <source>It is kept beside what the helpdesk and the files say, and no pull takes it away.</source>
        <translation>ヘルプデスクやファイルの内容とは別に保存され、同期しても消えません。</translation>
    </message>
</context>
<context>
    <name>PersonHead</name>
    <message>
        <source>Write them a text message (S)</source>
        <translation>SMSを書く（S）</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>All text messages with them (O)</source>
        <translation>この人とのSMSをすべて表示（O）</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>What is known of this person</source>
        <translation>この人についての情報</translation>
    </message>
    <message>
        <source>&amp;Write down what you know…</source>
        <translation>分かっていることを書き留める(&amp;W)…</translation>
    </message>
    <message>
        <source>A number, an address, a skill: kept beside what the sources say (W)</source>
        <translation>番号、アドレス、スキルなど。登録元の内容とは別に保存されます (W)</translation>
    </message>
    <message>
        <source>How to &amp;reach them…</source>
        <translation>希望する連絡方法(&amp;R)…</translation>
    </message>
    <message>
        <source>The order of their paths, which may be used, and quiet hours (P)</source>
        <translation>連絡方法の順番、使用の可否、連絡を控える時間帯（P）</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>未完了の案件</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>未完了の案件はありません。</translation>
    </message>
    <message>
        <source>Last contacts</source>
        <translation>最近のやり取り</translation>
    </message>
    <message>
        <source>Nobody here has spoken or written to them yet.</source>
        <translation>この人とのやり取りはまだありません。</translation>
    </message>
    <message>
        <source>There is no number that can be rung.</source>
        <translation>電話できる番号がありません。</translation>
    </message>
    <message>
        <source>Try their mail address.</source>
        <translation>メールアドレスをお試しください。</translation>
    </message>
    <message>
        <source>There is no number to write to.</source>
        <translation>SMSを送れる番号がありません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more records are merged into this person.</source>
        <translation>
            <numerusform>ほかに%Ln件の記録をこの人に統合しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Split again</source>
        <translation>分ける</translation>
    </message>
    <message>
        <source>Perhaps the same person as {name}</source>
        <translation>{name}と同一人物かもしれません</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比べる</translation>
    </message>
</context>
<context>
    <name>PersonStep</name>
    <message>
        <source>You</source>
        <translation>あなたについて</translation>
    </message>
    <message>
        <source>Who works here?</source>
        <translation>このコンピューターを使うのはどなたですか</translation>
    </message>
    <message>
        <source>Your &amp;name in the helpdesk</source>
        <translation>ヘルプデスクでのユーザー名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>役割(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Country of phone numbers</source>
        <translation>電話番号の国(&amp;C)</translation>
    </message>
    <message>
        <source>The login you use there: it marks which cases are yours.</source>
        <translation>ヘルプデスクのログイン名です。自分の案件を見分けるために使います。</translation>
    </message>
    <message>
        <source>A supervisor may overrule what the probes say of a system.</source>
        <translation>管理者は、監視結果を上書きできます。</translation>
    </message>
    <message>
        <source>For numbers that are written without a country code.</source>
        <translation>国番号のない電話番号に使います。</translation>
    </message>
    <message>
        <source>Set by your organisation</source>
        <translation>組織の設定です</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>Your name in the helpdesk</source>
        <translation>ヘルプデスクでのユーザー名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Country of phone numbers</source>
        <translation>電話番号の国</translation>
    </message>
</context>
<context>
    <name>PlaybookView</name>
    <message>
        <source>&amp;Back to the cases</source>
        <translation>案件に戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>チェックリスト</translation>
    </message>
    <message>
        <source>Nothing is down. In an outage the steps can be ticked off here.</source>
        <translation>停止しているシステムはありません。障害時には、ここで手順にチェックを付けられます。</translation>
    </message>
    <message>
        <source>{done} of {all} done</source>
        <translation>{all}件中{done}件完了</translation>
    </message>
    <message>
        <source>Outage of {systems}, since {time}. Each tick is kept with who made it and when.</source>
        <translation>{systems}の障害（{time}から）。チェックは、付けた人と時刻とともに記録されます。</translation>
    </message>
    <message>
        <source>Outage of {systems}, since {time}. It is over; the last steps can still be ticked.</source>
        <translation>{systems}の障害（{time}から）。終了しましたが、残りの手順にチェックを付けられます。</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>In the file</source>
        <translation>ファイルの内容</translation>
    </message>
    <message>
        <source>In the directory</source>
        <translation>ディレクトリの内容</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>取り込みの結果</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>{line}行目</translation>
    </message>
    <message>
        <source>Entry {line}</source>
        <translation>{line}件目</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更あり</translation>
    </message>
    <message>
        <source>not there any more; stays</source>
        <translation>今回なし・そのまま残ります</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>{number} cannot be right; kept as typed</source>
        <translation>{number}はあり得ない番号です。入力どおりに残します</translation>
    </message>
    <message>
        <source>perhaps {name}, {why}</source>
        <translation>{name}かもしれません（{why}）</translation>
    </message>
</context>
<context>
    <name>ProfileStrip</name>
    <message>
        <source>DRILL – nothing reaches real systems</source>
        <translation>訓練 – 実際のシステムには何も届きません</translation>
    </message>
    <message>
        <source>DEMO – made-up cases; nothing reaches real systems</source>
        <translation>デモ – 架空の案件です。実際のシステムには何も届きません</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Search cases, customers, notes   (Ctrl+F)</source>
        <translation>案件・顧客・メモを検索   (Ctrl+F)</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>チーム</translation>
    </message>
    <message>
        <source>SLA &lt; 1 h</source>
        <translation>SLA 1時間未満</translation>
    </message>
    <message>
        <source>Unclaimed</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>未返信</translation>
    </message>
    <message>
        <source>Changed by others</source>
        <translation>他の人が変更</translation>
    </message>
    <message>
        <source>Not yet sent</source>
        <translation>未送信</translation>
    </message>
    <message>
        <source>SLA</source>
        <translation>SLA</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先度</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>新しい順</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>最終更新</translation>
    </message>
    <message>
        <source>Longest unanswered</source>
        <translation>未返信が長い順</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>グループなし</translation>
    </message>
    <message>
        <source>Due day</source>
        <translation>期限日</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新しい案件</translation>
    </message>
    <message>
        <source>New case (Ctrl+N)</source>
        <translation>新しい案件 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Make a filter</source>
        <translation>絞り込みを作成</translation>
    </message>
    <message>
        <source>Make a filter of your own (F)</source>
        <translation>自分の絞り込みを作成 (F)</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>#{number} ({name} is on the customer)</source>
        <translation>#{number}（{name}が対応中）</translation>
    </message>
    <message>
        <source>not taken: {cases}</source>
        <translation>担当にしていません：{cases}</translation>
    </message>
    <message>
        <source>{count} not taken, among them {cases}</source>
        <translation>担当にしていないもの{count}件：{cases}など</translation>
    </message>
    <message>
        <source>Helpdesk data from {time}, {span} old. What others changed since then is not here yet.</source>
        <translation>{time}時点（{span}前）のデータです。その後の変更は含まれていません。</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>「{text}」は見つかりません</translation>
    </message>
    <message>
        <source>Try fewer or shorter words, a case number, or part of a phone number.</source>
        <translation>語を減らすか短くするか、案件番号や電話番号の一部で検索してください。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>検索を消去</translation>
    </message>
    <message>
        <source>No cases here yet</source>
        <translation>案件はまだありません</translation>
    </message>
    <message>
        <source>Connect the helpdesk in Settings; its cases are then kept here for when it is down.</source>
        <translation>設定でヘルプデスクに接続すると、停止に備えて案件がここに保存されます。</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>設定を開く</translation>
    </message>
    <message>
        <source>The helpdesk had none for you. Fetch again, or make a new case.</source>
        <translation>ヘルプデスクに案件がありませんでした。再取得するか、新しい案件を作成してください。</translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation>今すぐ取得</translation>
    </message>
    <message>
        <source>No open case is yours</source>
        <translation>担当中の案件はありません</translation>
    </message>
    <message>
        <source>Take one of the team’s: choose it and press A.</source>
        <translation>チームの案件を選び、Aキーで担当できます。</translation>
    </message>
    <message>
        <source>Nothing is due within the hour</source>
        <translation>1時間以内に期限の案件はありません</translation>
    </message>
    <message>
        <source>Good. Look at the whole team’s cases for what comes next.</source>
        <translation>次はチーム全体の案件を確認してください。</translation>
    </message>
    <message>
        <source>Every open case has somebody</source>
        <translation>すべての案件に担当者がいます</translation>
    </message>
    <message>
        <source>Look at the team’s cases for where help is needed.</source>
        <translation>支援が必要な案件はチームの一覧で確認してください。</translation>
    </message>
    <message>
        <source>Nobody waits for an answer</source>
        <translation>返信待ちのお客様はいません</translation>
    </message>
    <message>
        <source>Cases in which the customer had the last word appear here.</source>
        <translation>お客様の発言で終わっている案件がここに表示されます。</translation>
    </message>
    <message>
        <source>Others changed nothing</source>
        <translation>他の人による変更はありません</translation>
    </message>
    <message>
        <source>Cases that others change after you looked at them appear here.</source>
        <translation>確認した後に他の人が変更した案件がここに表示されます。</translation>
    </message>
    <message>
        <source>No case fits this filter</source>
        <translation>この絞り込みに合う案件はありません</translation>
    </message>
    <message>
        <source>Leave out one of its conditions.</source>
        <translation>条件を一つ外してください。</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>すべて送信済み</translation>
    </message>
    <message>
        <source>Cases with something not yet delivered appear here.</source>
        <translation>未送信の内容がある案件がここに表示されます。</translation>
    </message>
    <message>
        <source>No open cases</source>
        <translation>未完了の案件はありません</translation>
    </message>
    <message>
        <source>Closed ones can be found by searching.</source>
        <translation>完了した案件は検索できます。</translation>
    </message>
    <message>
        <source>Show the team’s cases</source>
        <translation>チームの案件を表示</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Priority</source>
        <translation>優先度</translation>
    </message>
    <message>
        <source>SLA</source>
        <translation>SLA</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>未返信</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>最終更新</translation>
    </message>
    <message>
        <source>Not yet sent, or changed</source>
        <translation>未送信または変更あり</translation>
    </message>
    <message>
        <source>waits for an answer: {span}</source>
        <translation>返信待ち {span}</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>折りたたみ中</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>展開中</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>期限超過</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明日</translation>
    </message>
    <message>
        <source>Within a week</source>
        <translation>1週間以内</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>それ以降</translation>
    </message>
    <message>
        <source>No due time</source>
        <translation>期限なし</translation>
    </message>
    <message>
        <source>No status</source>
        <translation>状態なし</translation>
    </message>
    <message>
        <source>Unclaimed</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>No queue</source>
        <translation>キューなし</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>（件名なし）</translation>
    </message>
    <message>
        <source>unclaimed</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>due {when}</source>
        <translation>期限 {when}</translation>
    </message>
    <message numerus="yes">
        <source>%n cases</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>marked, {row}</source>
        <translation>選択中, {row}</translation>
    </message>
    <message>
        <source>The customer has waited since {time}</source>
        <translation>お客様は{time}から返信をお待ちです</translation>
    </message>
    <message>
        <source>{column}, the order, turned</source>
        <translation>{column}, 並び順, 逆順</translation>
    </message>
    <message>
        <source>{column}, the order</source>
        <translation>{column}, 並び順</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Next case</source>
        <translation>次の案件</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>前の案件</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>案件を開く</translation>
    </message>
    <message>
        <source>First case</source>
        <translation>最初の案件</translation>
    </message>
    <message>
        <source>Last case</source>
        <translation>最後の案件</translation>
    </message>
    <message>
        <source>Mark nothing; back to the list</source>
        <translation>選択を解除し、一覧に戻る</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Call the customer</source>
        <translation>顧客に電話する</translation>
    </message>
    <message>
        <source>Write an SMS</source>
        <translation>SMS を書く</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>メモを追加</translation>
    </message>
    <message>
        <source>Reply to the customer</source>
        <translation>顧客に返信</translation>
    </message>
    <message>
        <source>Log a call</source>
        <translation>通話を記録</translation>
    </message>
    <message>
        <source>Take the case</source>
        <translation>案件を引き受ける</translation>
    </message>
    <message>
        <source>Escalate the case</source>
        <translation>案件をエスカレーション</translation>
    </message>
    <message>
        <source>Swarm on the case</source>
        <translation>案件でスウォーム</translation>
    </message>
    <message>
        <source>Mark the case</source>
        <translation>案件を選択</translation>
    </message>
    <message>
        <source>Mark on downwards</source>
        <translation>下へ選択を広げる</translation>
    </message>
    <message>
        <source>Mark on upwards</source>
        <translation>上へ選択を広げる</translation>
    </message>
    <message>
        <source>Mark all cases</source>
        <translation>すべての案件を選択</translation>
    </message>
    <message>
        <source>Take back what was done to many</source>
        <translation>一括変更を元に戻す</translation>
    </message>
    <message>
        <source>Fold the group</source>
        <translation>グループを折りたたむ</translation>
    </message>
    <message>
        <source>Unfold the group</source>
        <translation>グループを展開</translation>
    </message>
    <message>
        <source>Make a filter</source>
        <translation>絞り込みを作成</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新しい案件</translation>
    </message>
    <message>
        <source>No case is chosen.</source>
        <translation>案件が選択されていません。</translation>
    </message>
    <message>
        <source>Choose one on the left, or search for a customer or a number.</source>
        <translation>左から選ぶか、顧客や番号で検索してください。</translation>
    </message>
    <message>
        <source>This case is no longer here.</source>
        <translation>この案件はもうここにありません。</translation>
    </message>
    <message>
        <source>It was merged or deleted in the helpdesk. Search for its customer to find what became of it.</source>
        <translation>ヘルプデスクで統合または削除されました。お客様を検索して、その後を確認してください。</translation>
    </message>
</context>
<context>
    <name>QueueWork</name>
    <message>
        <source>saved: the filter “{name}”</source>
        <translation>絞り込み「{name}」を保存しました</translation>
    </message>
    <message>
        <source>The filter “{name}” is removed</source>
        <translation>絞り込み「{name}」を削除しました</translation>
    </message>
    <message numerus="yes">
        <source>%n cases are marked, not more</source>
        <translation>
            <numerusform>選択できるのは%n件までです</numerusform>
        </translation>
    </message>
    <message>
        <source>Change these, then mark the rest.</source>
        <translation>先にこれらを変更してから、残りを選択してください。</translation>
    </message>
    <message numerus="yes">
        <source>%n cases changed</source>
        <translation>
            <numerusform>%n件の案件を変更しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases taken</source>
        <translation>
            <numerusform>%n件の案件を担当にしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had it already</source>
        <translation>
            <numerusform>%n件は変更不要</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out: gone or given up</source>
        <translation>
            <numerusform>%n件は対象外（削除または取り下げ済み）</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message numerus="yes">
        <source>%n cases are as before</source>
        <translation>
            <numerusform>%n件の案件を元に戻しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were changed again and stay as they are</source>
        <translation>
            <numerusform>%n件はその後に変更されたため、そのままです</numerusform>
        </translation>
    </message>
    <message>
        <source>Change or rename</source>
        <translation>変更・名前の変更</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>左へ移動</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>右へ移動</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>Reach</name>
    <message>
        <source>SMS to {address}</source>
        <translation>{address} へ SMS</translation>
    </message>
    <message>
        <source>Call to {address}</source>
        <translation>{address} へ電話</translation>
    </message>
    <message>
        <source>Call to the desk phone {address}</source>
        <translation>固定電話 {address} へ電話</translation>
    </message>
    <message>
        <source>Mail to {address}</source>
        <translation>{address} へメール</translation>
    </message>
    <message>
        <source>Slack message to {address}</source>
        <translation>{address} へ Slack メッセージ</translation>
    </message>
    <message>
        <source>In their own window, over the hub</source>
        <translation>本人の画面（ハブ経由）</translation>
    </message>
    <message>
        <source>will be tried first</source>
        <translation>最初に試します</translation>
    </message>
    <message>
        <source>will be tried</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>it failed lately</source>
        <translation>最近失敗しました</translation>
    </message>
    <message>
        <source>it does not work now</source>
        <translation>現在使えません</translation>
    </message>
    <message>
        <source>not at the hub now</source>
        <translation>今はハブにいません</translation>
    </message>
    <message>
        <source>last reached {when}</source>
        <translation>前回の連絡 {when}</translation>
    </message>
    <message>
        <source>held back: an earlier SMS may still arrive</source>
        <translation>保留: 先の SMS がまだ届く可能性があります</translation>
    </message>
    <message>
        <source>call now, then log the call · until {time}</source>
        <translation>今すぐ電話し、通話を記録してください · {time} まで</translation>
    </message>
    <message>
        <source>waiting · until {time}</source>
        <translation>応答待ち · {time} まで</translation>
    </message>
    <message>
        <source>the console calls and reads it out · until {time}</source>
        <translation>コンソールが電話で読み上げ中・{time}まで</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>nobody called in time</source>
        <translation>時間内に電話されませんでした</translation>
    </message>
    <message>
        <source>not read in time; it stands in their window all the same</source>
        <translation>時間内に読まれませんでした。画面には残っています</translation>
    </message>
    <message>
        <source>read</source>
        <translation>既読</translation>
    </message>
    <message>
        <source>no answer in time; it may still arrive</source>
        <translation>時間内に応答なし。まだ届く可能性があります</translation>
    </message>
    <message>
        <source>nobody knows whether it arrived; it is not sent again</source>
        <translation>届いたか不明です。再送しません</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>届きました</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>応答あり</translation>
    </message>
    <message>
        <source>not needed any more</source>
        <translation>不要になりました</translation>
    </message>
    <message>
        <source>waits for the end of quiet hours</source>
        <translation>連絡を控える時間の終わりを待っています</translation>
    </message>
    <message>
        <source>a call is up to you</source>
        <translation>電話をお願いします</translation>
    </message>
    <message>
        <source>trying</source>
        <translation>試行中</translation>
    </message>
    <message>
        <source>nobody reached: no path is left</source>
        <translation>連絡がつきません: 残る方法がありません</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>not wanted</source>
        <translation>本人が希望していません</translation>
    </message>
    <message>
        <source>this number wants no SMS</source>
        <translation>この番号は SMS を希望していません</translation>
    </message>
    <message>
        <source>nothing is connected that sends there</source>
        <translation>送信する仕組みが接続されていません</translation>
    </message>
    <message>
        <source>this number cannot be called</source>
        <translation>この番号には電話できません</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>対象外</translation>
    </message>
    <message>
        <source>{what}: {why}</source>
        <translation>{what}: {why}</translation>
    </message>
    <message>
        <source>never asked</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>may be used</source>
        <translation>使用できます</translation>
    </message>
    <message>
        <source>must not be used</source>
        <translation>使用できません</translation>
    </message>
</context>
<context>
    <name>ReachControl</name>
    <message>
        <source>Saved. One path after the other is tried until it arrives.</source>
        <translation>保存しました。届くまで順に試します。</translation>
    </message>
</context>
<context>
    <name>ReachPanel</name>
    <message>
        <source>Paths, in the order in which they are tried</source>
        <translation>試す順に並べた連絡方法</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>What this person has to know or do</source>
        <translation>相手に伝えること、してほしいこと</translation>
    </message>
    <message>
        <source>Wi&amp;shes</source>
        <translation>希望(&amp;S)</translation>
    </message>
    <message>
        <source>The order of their paths, which may be used, and quiet hours</source>
        <translation>連絡方法の順番、使用の可否、連絡を控える時間帯</translation>
    </message>
    <message>
        <source>Ur&amp;gent</source>
        <translation>緊急(&amp;G)</translation>
    </message>
    <message>
        <source>Also in this person&apos;s quiet hours</source>
        <translation>相手が連絡を控える時間帯でも連絡します</translation>
    </message>
    <message>
        <source>Reac&amp;h now</source>
        <translation>連絡を開始(&amp;H)</translation>
    </message>
    <message>
        <source>Try one path after the other (Ctrl+Enter)</source>
        <translation>連絡方法を順に試します (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>中止(&amp;T)</translation>
    </message>
    <message>
        <source>Try nothing more, and take back what has not been sent</source>
        <translation>これ以上試さず、未送信のものを取り消します</translation>
    </message>
    <message>
        <source>Write to the next &amp;one too</source>
        <translation>次の宛先にも送る(&amp;O)</translation>
    </message>
    <message>
        <source>The first message may still arrive: then the same words come twice</source>
        <translation>最初のメッセージが後から届くと、同じ内容が 2 回届きます</translation>
    </message>
    <message>
        <source>&amp;Write anew</source>
        <translation>新しく書く(&amp;W)</translation>
    </message>
    <message>
        <source>Reach {name}</source>
        <translation>{name} に連絡</translation>
    </message>
    <message>
        <source>There is no path to this person that may be used.</source>
        <translation>この相手に使える連絡方法がありません。</translation>
    </message>
    <message>
        <source>Add a number in the helpdesk, or change what is written down of their wishes.</source>
        <translation>ヘルプデスクで番号を追加するか、記録された希望を変更してください。</translation>
    </message>
    <message>
        <source>Quiet hours there until {time}.</source>
        <translation>相手は連絡を控える時間帯です (こちらの {time} まで)。</translation>
    </message>
    <message>
        <source>Nothing goes out before, unless urgent.</source>
        <translation>緊急でない限り、それまで送信も電話もしません。</translation>
    </message>
    <message>
        <source>&amp;Call {number}</source>
        <translation>{number} に電話(&amp;C)</translation>
    </message>
    <message>
        <source>The next path is tried then.</source>
        <translation>その後、次の方法を試します。</translation>
    </message>
    <message>
        <source>Go on now</source>
        <translation>今すぐ続ける</translation>
    </message>
    <message>
        <source>Every path was tried, and nobody was reached.</source>
        <translation>すべての方法を試しましたが、連絡がつきませんでした。</translation>
    </message>
    <message>
        <source>Call again, ask a colleague of theirs, or write anew. What still arrives ends this by itself.</source>
        <translation>もう一度電話するか、相手の同僚に頼むか、新しく書いてください。後から届いた場合は自動的に終わります。</translation>
    </message>
    <message>
        <source>{time} there</source>
        <translation>現地 {time}</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>&amp;Send as SMS</source>
        <translation>SMSで送る(&amp;S)</translation>
    </message>
    <message>
        <source>Read &amp;aloud</source>
        <translation>読み上げ(&amp;A)</translation>
    </message>
    <message>
        <source>Numbers, times and abbreviations as they are spoken</source>
        <translation>数字、時刻、略語を読むとおりに書きます</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy as text, for a message</source>
        <translation>メッセージに貼れるよう、文章としてコピーします</translation>
    </message>
    <message>
        <source>P&amp;DF</source>
        <translation>PDF出力(&amp;D)</translation>
    </message>
    <message>
        <source>Save as PDF in your documents, to print it</source>
        <translation>印刷できるよう、ドキュメントにPDFで保存します</translation>
    </message>
    <message>
        <source>Briefing</source>
        <translation>状況報告</translation>
    </message>
    <message>
        <source>Briefing {number} · {time} · {who}</source>
        <translation>状況報告 {number} · {time} · {who}</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>まだ誰も読んでいません</translation>
    </message>
    <message>
        <source>Has read it</source>
        <translation>読んだ人</translation>
    </message>
    <message>
        <source>Texted, not read yet</source>
        <translation>SMSを送り、まだ読んでいない人</translation>
    </message>
</context>
<context>
    <name>RecipientsModel</name>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>answered: {text}</source>
        <translation>返信：{text}</translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message>
        <source>Last: {contact}</source>
        <translation>前回：{contact}</translation>
    </message>
    <message>
        <source>{time} · gave up after {duration}</source>
        <translation>{time}・{duration}で切れました</translation>
    </message>
    <message>
        <source>{time} · rang for {duration}</source>
        <translation>{time}・呼び出し{duration}</translation>
    </message>
    <message>
        <source>Second call</source>
        <translation>通話中着信</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>着信中</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>不在着信</translation>
    </message>
    <message>
        <source>Taken: log the open call first</source>
        <translation>応答済み：先に今の通話を記録してください</translation>
    </message>
    <message>
        <source>Looking who it is …</source>
        <translation>相手を確認しています…</translation>
    </message>
    <message>
        <source>The caller hides the number: ask who it is.</source>
        <translation>番号非通知です。お名前を確認してください。</translation>
    </message>
    <message>
        <source>Nobody is known with this number.</source>
        <translation>この番号の方は登録されていません。</translation>
    </message>
    <message>
        <source>Or {names}: several people have this number.</source>
        <translation>または{names}：複数の方がこの番号を使っています。</translation>
    </message>
    <message>
        <source>Only the end of the number agrees: ask who it is.</source>
        <translation>番号の末尾だけが一致しています。お名前を確認してください。</translation>
    </message>
    <message>
        <source>{time} night there</source>
        <translation>現地は夜 {time}</translation>
    </message>
    <message>
        <source>{time} there</source>
        <translation>現地 {time}</translation>
    </message>
    <message>
        <source>Open case {number}: {subject}</source>
        <translation>案件{number}を開く：{subject}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more open cases</source>
        <translation>
            <numerusform>ほかに未完了の案件 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Turn down</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>折り返す</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新しい案件</translation>
    </message>
    <message>
        <source>Put this card away</source>
        <translation>このカードを閉じる</translation>
    </message>
</context>
<context>
    <name>RingControl</name>
    <message>
        <source>Answer the call</source>
        <translation>電話に出る</translation>
    </message>
    <message>
        <source>Turn the call down</source>
        <translation>着信を拒否する</translation>
    </message>
    <message>
        <source>Go to the incoming call</source>
        <translation>着信カードへ移動する</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Answer at the telephone itself.</source>
        <translation>電話機で応答してください。</translation>
    </message>
</context>
<context>
    <name>RingStack</name>
    <message>
        <source>Incoming calls</source>
        <translation>着信</translation>
    </message>
    <message numerus="yes">
        <source>and %n more calls</source>
        <translation>
            <numerusform>ほかに着信 %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RollCall</name>
    <message>
        <source>Needs help</source>
        <translation>要救助</translation>
    </message>
    <message>
        <source>To be rung</source>
        <translation>要電話</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>連絡不能</translation>
    </message>
    <message>
        <source>Asked again</source>
        <translation>再確認中</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>確認中</translation>
    </message>
    <message>
        <source>Being asked</source>
        <translation>送信準備中</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回答あり</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>無事</translation>
    </message>
    <message>
        <source>Unaccounted for</source>
        <translation>安否不明</translation>
    </message>
    <message>
        <source>Everybody but customers</source>
        <translation>お客様以外の全員</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Desk phone</source>
        <translation>固定電話</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>in their window</source>
        <translation>本人の画面で</translation>
    </message>
    <message>
        <source>by SMS</source>
        <translation>SMSで回答</translation>
    </message>
    <message>
        <source>in a call</source>
        <translation>電話で回答</translation>
    </message>
    <message>
        <source>told here</source>
        <translation>こちらで確認</translation>
    </message>
    <message>
        <source>somebody says for them</source>
        <translation>ほかの人からの報告</translation>
    </message>
    <message>
        <source>has no number</source>
        <translation>番号がありません</translation>
    </message>
    <message>
        <source>wants no text messages</source>
        <translation>SMSを希望していません</translation>
    </message>
    <message>
        <source>does not want to be reached over any path</source>
        <translation>どの方法の連絡も希望していません</translation>
    </message>
    <message>
        <source>the number cannot exist</source>
        <translation>存在しない番号です</translation>
    </message>
    <message>
        <source>no SMS gateway serves the number</source>
        <translation>この番号に送れるSMSゲートウェイがありません</translation>
    </message>
    <message>
        <source>is not known here any more</source>
        <translation>登録がなくなっています</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>no path</source>
        <translation>連絡方法なし</translation>
    </message>
    <message>
        <source>in a moment</source>
        <translation>まもなく</translation>
    </message>
    <message>
        <source>in their own window</source>
        <translation>本人の画面で</translation>
    </message>
    <message>
        <source>called by the console</source>
        <translation>コンソールが発信</translation>
    </message>
    <message>
        <source>waits for the gateway</source>
        <translation>ゲートウェイ待ち</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>送信済み</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>配信済み</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>not known whether it arrived</source>
        <translation>到着したか不明</translation>
    </message>
    <message>
        <source>{how}, {who}</source>
        <translation>{how}・{who}</translation>
    </message>
    <message>
        <source>number shared: ask who it was</source>
        <translation>共有番号・本人確認が必要</translation>
    </message>
    <message>
        <source>no words</source>
        <translation>コメントなし</translation>
    </message>
    <message>
        <source>Roll call</source>
        <translation>安否確認</translation>
    </message>
    <message>
        <source>{title}, {time} (closed)</source>
        <translation>{title} {time}(終了)</translation>
    </message>
    <message>
        <source>{title}, {time}</source>
        <translation>{title} {time}</translation>
    </message>
</context>
<context>
    <name>RollCallBegin</name>
    <message>
        <source>Whom to ask</source>
        <translation>確認する相手</translation>
    </message>
    <message>
        <source>What they read, each in their language</source>
        <translation>届く文面(相手の言語ごと)</translation>
    </message>
    <message>
        <source>Title, for yourselves (optional)</source>
        <translation>題名(社内用、省略可)</translation>
    </message>
    <message>
        <source>Title of the roll call</source>
        <translation>安否確認の題名</translation>
    </message>
    <message>
        <source>Whoever does not answer is asked over their next path. 1 means safe, 2 needs help; words are kept.</source>
        <translation>回答のない人には次の連絡方法で確認します。1は無事、2は要救助です。文章の回答もそのまま残ります。</translation>
    </message>
    <message>
        <source>Who cannot be asked</source>
        <translation>確認できない人</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ほか{count}人</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>長すぎます</translation>
    </message>
    <message>
        <source>The question, {language}</source>
        <translation>文面({language})</translation>
    </message>
</context>
<context>
    <name>RollCallBeginning</name>
    <message>
        <source>Choose whom to ask to see over which paths that goes.</source>
        <translation>相手を選ぶと、どの方法で連絡するかを表示します。</translation>
    </message>
    <message>
        <source>Who can be asked has changed meanwhile. Look at it again.</source>
        <translation>確認できる人が変わりました。もう一度ご確認ください。</translation>
    </message>
</context>
<context>
    <name>RollCallLive</name>
    <message>
        <source>Close this roll call?</source>
        <translation>この安否確認を終了しますか？</translation>
    </message>
    <message>
        <source>C&amp;lose it</source>
        <translation>終了する(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Call</source>
        <translation>電話する(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Safe</source>
        <translation>無事(&amp;S)</translation>
    </message>
    <message>
        <source>Needs &amp;help</source>
        <translation>要救助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Answered</source>
        <translation>回答あり(&amp;A)</translation>
    </message>
    <message>
        <source>Ask a&amp;gain</source>
        <translation>もう一度確認(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>C&amp;lose …</source>
        <translation>終了(&amp;L)…</translation>
    </message>
    <message>
        <source>Spr&amp;eadsheet</source>
        <translation>表計算(&amp;E)</translation>
    </message>
    <message>
        <source>P&amp;DF</source>
        <translation>PDF出力(&amp;D)</translation>
    </message>
    <message>
        <source>Ring them (C)</source>
        <translation>この人に電話します(C)</translation>
    </message>
    <message>
        <source>Write down that they are safe and available (1)</source>
        <translation>無事で対応できると記録します(1)</translation>
    </message>
    <message>
        <source>Write down that they need help (2)</source>
        <translation>助けが必要と記録します(2)</translation>
    </message>
    <message>
        <source>Write down what they said (3)</source>
        <translation>回答の内容を記録します(3)</translation>
    </message>
    <message>
        <source>Ask them once more, from their first path on (A)</source>
        <translation>最初の連絡方法からもう一度確認します(A)</translation>
    </message>
    <message>
        <source>Show the person (Enter)</source>
        <translation>この人の情報を表示します(Enter)</translation>
    </message>
    <message>
        <source>Save everybody with their answer, as CSV in your documents</source>
        <translation>全員の回答をCSVで書類フォルダーに保存します</translation>
    </message>
    <message>
        <source>Save everybody with their answer, as PDF in your documents</source>
        <translation>全員の回答をPDFで書類フォルダーに保存します</translation>
    </message>
    <message>
        <source>In their words</source>
        <translation>回答の言葉</translation>
    </message>
    <message>
        <source>What they said</source>
        <translation>回答の内容</translation>
    </message>
    <message>
        <source>How it is known</source>
        <translation>確認の方法</translation>
    </message>
    <message>
        <source>People of the roll call</source>
        <translation>安否確認の対象者</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>該当者はいません</translation>
    </message>
    <message>
        <source>Nobody of this roll call is in this state now.</source>
        <translation>この状態の人は現在いません。</translation>
    </message>
    <message>
        <source>begun by {who}, {time}</source>
        <translation>{who}が{time}に開始</translation>
    </message>
    <message>
        <source>closed by {who}, {time}</source>
        <translation>{who}が{time}に終了</translation>
    </message>
</context>
<context>
    <name>RollCallSaving</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Asked over</source>
        <translation>連絡方法</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Roll call: {title}</source>
        <translation>安否確認: {title}</translation>
    </message>
    <message>
        <source>It holds people&apos;s data: keep it safe.</source>
        <translation>個人情報が含まれます。安全に保管してください。</translation>
    </message>
</context>
<context>
    <name>RollCallView</name>
    <message>
        <source>Begin a roll call</source>
        <translation>安否確認を始める</translation>
    </message>
    <message>
        <source>Call them</source>
        <translation>この人に電話する</translation>
    </message>
    <message>
        <source>They are safe</source>
        <translation>無事と記録する</translation>
    </message>
    <message>
        <source>They need help</source>
        <translation>要救助と記録する</translation>
    </message>
    <message>
        <source>They answered</source>
        <translation>回答ありと記録する</translation>
    </message>
    <message>
        <source>Ask them again</source>
        <translation>もう一度確認する</translation>
    </message>
    <message>
        <source>Show the person</source>
        <translation>この人の情報を表示する</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>次の人</translation>
    </message>
    <message>
        <source>Previous person</source>
        <translation>前の人</translation>
    </message>
    <message>
        <source>Close the roll call</source>
        <translation>安否確認を終了する</translation>
    </message>
    <message>
        <source>Save as a spreadsheet</source>
        <translation>表計算ファイルとして保存</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFとして保存</translation>
    </message>
    <message>
        <source>Back to the cases</source>
        <translation>案件に戻る</translation>
    </message>
    <message>
        <source>Roll call</source>
        <translation>安否確認</translation>
    </message>
    <message>
        <source>&amp;Back to the cases</source>
        <translation>案件に戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Which roll call</source>
        <translation>安否確認の選択</translation>
    </message>
    <message>
        <source>Ne&amp;w</source>
        <translation>新規(&amp;W)</translation>
    </message>
    <message>
        <source>Begin another roll call (N)</source>
        <translation>新しい安否確認を始めます(N)</translation>
    </message>
    <message>
        <source>The roll call has begun. Answers are shown as they come in.</source>
        <translation>安否確認を開始しました。回答は届き次第表示します。</translation>
    </message>
    <message>
        <source>{name} is asked again.</source>
        <translation>{name}さんにもう一度確認します。</translation>
    </message>
    <message>
        <source>saved: {name}, {state}</source>
        <translation>保存しました: {name}さん、{state}</translation>
    </message>
    <message>
        <source>Closed. Answers that come late still count.</source>
        <translation>終了しました。遅れて届いた回答も記録されます。</translation>
    </message>
</context>
<context>
    <name>RollPeopleModel</name>
    <message>
        <source>Who</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Asked over</source>
        <translation>連絡方法</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message numerus="yes">
        <source>asked %Ln times</source>
        <translation>
            <numerusform>%Ln回確認</numerusform>
        </translation>
    </message>
    <message>
        <source>in quiet hours</source>
        <translation>連絡を控える時間帯</translation>
    </message>
    <message>
        <source>first {time}</source>
        <translation>初回 {time}</translation>
    </message>
</context>
<context>
    <name>RollWords</name>
    <message numerus="yes">
        <source>&amp;Ask %Ln people now</source>
        <translation>
            <numerusform>%Ln人に確認する(&amp;A)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are asked</source>
        <translation>
            <numerusform>%Ln人に確認します</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people cannot be asked</source>
        <translation>
            <numerusform>%Ln人には確認できません</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in their own window first</source>
        <translation>
            <numerusform>最初に本人の画面で%Ln人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln by SMS first</source>
        <translation>
            <numerusform>最初にSMSで%Ln人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln have to be rung by one of you</source>
        <translation>
            <numerusform>電話が必要な人は%Ln人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are in their quiet hours: a roll call is urgent and reaches them all the same.</source>
        <translation>
            <numerusform>うち%Ln人は連絡を控える時間帯です。安否確認は緊急のため、そのまま送ります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln asked in their quiet hours</source>
        <translation>
            <numerusform>連絡を控える時間帯に確認 %Ln人</numerusform>
        </translation>
    </message>
    <message>
        <source>Everybody is accounted for.</source>
        <translation>全員の安否を確認しました。</translation>
    </message>
    <message numerus="yes">
        <source>Unaccounted for: %Ln</source>
        <translation>
            <numerusform>安否不明 %Ln人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unaccounted for: %Ln, longest {time}</source>
        <translation>
            <numerusform>安否不明 %Ln人、最長 {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %Ln nobody knows whether the text arrived</source>
        <translation>
            <numerusform>SMSが届いたか不明 %Ln人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln people nothing was heard. Nobody is asked any more; answers that come late still count.</source>
        <translation>
            <numerusform>%Ln人の安否がわかっていません。以後は確認しませんが、遅れて届いた回答も記録されます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>read by %Ln people</source>
        <translation>
            <numerusform>読む人 %Ln人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RosterFacts</name>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Reachable</source>
        <translation>連絡手段</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>シフト</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>当番</translation>
    </message>
    <message>
        <source>Next shifts</source>
        <translation>次のシフト</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>Times on call</source>
        <translation>当番の時間</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>担当状況</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>スキル</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
</context>
<context>
    <name>RosterKeys</name>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Open the person</source>
        <translation>この人の詳細を開く</translation>
    </message>
    <message>
        <source>Choose one more, or one fewer</source>
        <translation>選択に加える・外す</translation>
    </message>
    <message>
        <source>Search the team</source>
        <translation>チームを検索</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>電話する</translation>
    </message>
    <message>
        <source>Text everybody who is chosen</source>
        <translation>選択した全員にSMSを送る</translation>
    </message>
    <message>
        <source>Assign a case</source>
        <translation>案件を割り当てる</translation>
    </message>
    <message>
        <source>Say their status</source>
        <translation>代わりに状態を設定する</translation>
    </message>
    <message>
        <source>Move their open cases</source>
        <translation>未完了の案件を移す</translation>
    </message>
    <message>
        <source>Import shifts</source>
        <translation>シフトを取り込む</translation>
    </message>
    <message>
        <source>Take back what was done to cases</source>
        <translation>案件の操作を元に戻す</translation>
    </message>
</context>
<context>
    <name>RosterModel</name>
    <message>
        <source>Who</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>予定</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>連絡手段</translation>
    </message>
</context>
<context>
    <name>RosterPane</name>
    <message>
        <source>&amp;Call</source>
        <translation>電話(&amp;C)</translation>
    </message>
    <message>
        <source>Ring them (C)</source>
        <translation>この人に電話します（C）</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>SMSを送る(&amp;X)</translation>
    </message>
    <message>
        <source>Write to everybody who is chosen (S)</source>
        <translation>選択した全員に送ります（S）</translation>
    </message>
    <message>
        <source>Assi&amp;gn a case…</source>
        <translation>案件を割り当て(&amp;G)…</translation>
    </message>
    <message>
        <source>Choose one of nobody&apos;s cases, or of yours (A)</source>
        <translation>担当者のいない案件、または自分の案件から選びます（A）</translation>
    </message>
    <message>
        <source>Sta&amp;tus</source>
        <translation>状態(&amp;T)</translation>
    </message>
    <message>
        <source>Say it for them; it is kept that you did (T)</source>
        <translation>代わりに状態を設定します。設定した人も記録されます（T）</translation>
    </message>
    <message>
        <source>Mo&amp;ve cases…</source>
        <translation>案件を移す(&amp;V)…</translation>
    </message>
    <message>
        <source>All their open cases to somebody else or to another queue (M)</source>
        <translation>未完了の案件をすべて、ほかの担当者またはキューに移します（M）</translation>
    </message>
    <message>
        <source>Perso&amp;n</source>
        <translation>詳細(&amp;N)</translation>
    </message>
    <message>
        <source>Everything that is known of them (Enter)</source>
        <translation>この人について分かっていることをすべて表示します（Enter）</translation>
    </message>
    <message>
        <source>What is known of who is chosen</source>
        <translation>選択した人の情報</translation>
    </message>
    <message>
        <source>Paths</source>
        <translation>連絡経路</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>未完了の案件</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>未完了の案件はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n人を選択</numerusform>
        </translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>連絡不可</translation>
    </message>
</context>
<context>
    <name>RosterView</name>
    <message>
        <source>Roster</source>
        <translation>メンバー</translation>
    </message>
    <message>
        <source>Name, skill, group, language or site</source>
        <translation>名前、スキル、グループ、言語、拠点</translation>
    </message>
    <message>
        <source>&amp;Import shifts…</source>
        <translation>シフトを取り込む(&amp;I)…</translation>
    </message>
    <message>
        <source>Shifts, absences and times on call from a CSV file or a calendar (I)</source>
        <translation>CSVファイルまたはカレンダーから、シフト、不在、当番を取り込みます（I）</translation>
    </message>
    <message>
        <source>Choose somebody</source>
        <translation>メンバーを選んでください</translation>
    </message>
    <message>
        <source>Or several with Shift, Ctrl or Space: text them at once, or move their cases.</source>
        <translation>Shift、Ctrl、スペースで複数選べます。まとめてSMSを送ったり、案件を移したりできます。</translation>
    </message>
</context>
<context>
    <name>RosterWords</name>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>対応可能</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>後処理</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>離席</translation>
    </message>
    <message>
        <source>Off shift</source>
        <translation>勤務外</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>連絡不可</translation>
    </message>
    <message>
        <source>On call now</source>
        <translation>当番中</translation>
    </message>
    <message>
        <source>Nameless</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>by the plan</source>
        <translation>予定による</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>for {span}</source>
        <translation>{span}前から</translation>
    </message>
    <message>
        <source>calls today: {count}</source>
        <translation>通話{count}件</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count}件</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>{time}まで</translation>
    </message>
    <message>
        <source>on shift</source>
        <translation>勤務中</translation>
    </message>
    <message>
        <source>from {time}</source>
        <translation>{time}から</translation>
    </message>
    <message>
        <source>next shift</source>
        <translation>次のシフト</translation>
    </message>
    <message>
        <source>on call instead: {schedules}</source>
        <translation>当番（交代）：{schedules}</translation>
    </message>
    <message>
        <source>on call instead</source>
        <translation>当番（交代）</translation>
    </message>
    <message>
        <source>on call: {schedules}</source>
        <translation>当番：{schedules}</translation>
    </message>
    <message>
        <source>on call</source>
        <translation>当番</translation>
    </message>
    <message>
        <source>hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>desk phone</source>
        <translation>固定電話</translation>
    </message>
    <message>
        <source>mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>here</source>
        <translation>この端末</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>連絡不可</translation>
    </message>
    <message>
        <source>by {path}</source>
        <translation>{path}</translation>
    </message>
    <message>
        <source>at this station</source>
        <translation>この端末で作業中</translation>
    </message>
    <message>
        <source>not heard of yet</source>
        <translation>通信なし</translation>
    </message>
    <message>
        <source>no hub for {span}</source>
        <translation>ハブなし {span}</translation>
    </message>
    <message>
        <source>heard {when}</source>
        <translation>{when}に確認</translation>
    </message>
    <message>
        <source>wrote {when}</source>
        <translation>{when}に返信</translation>
    </message>
    <message>
        <source>{times} (override)</source>
        <translation>{times}（交代）</translation>
    </message>
</context>
<context>
    <name>RosterWork</name>
    <message>
        <source>There is no number that can be rung.</source>
        <translation>電話をかけられる番号がありません。</translation>
    </message>
    <message>
        <source>Try another path to them.</source>
        <translation>ほかの方法で連絡してください。</translation>
    </message>
    <message>
        <source>There is no number to write to.</source>
        <translation>SMSを送れる番号がありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n are now: {status}</source>
        <translation>
            <numerusform>%n人の状態：{status}</numerusform>
        </translation>
    </message>
    <message>
        <source>It is kept that you said so.</source>
        <translation>あなたが設定したことが記録されます。</translation>
    </message>
    <message>
        <source>A case for {name}</source>
        <translation>{name}に割り当てる案件</translation>
    </message>
    <message>
        <source>Number or words: nobody&apos;s cases first, then yours</source>
        <translation>番号または言葉。担当者のいない案件、自分の案件の順に表示します</translation>
    </message>
    <message>
        <source>No such case</source>
        <translation>該当する案件はありません</translation>
    </message>
    <message>
        <source>Only nobody&apos;s open cases and your own stand here.</source>
        <translation>担当者のいない未完了の案件と、自分の案件だけを表示しています。</translation>
    </message>
    <message>
        <source>They have no open cases.</source>
        <translation>未完了の案件はありません。</translation>
    </message>
    <message numerus="yes">
        <source>Where shall %n open cases go?</source>
        <translation>
            <numerusform>未完了の案件%n件の移動先</numerusform>
        </translation>
    </message>
    <message>
        <source>Queue or login</source>
        <translation>キューまたはログイン名</translation>
    </message>
    <message>
        <source>No such queue or person</source>
        <translation>該当するキューや担当者はいません</translation>
    </message>
    <message>
        <source>Type a part of its name.</source>
        <translation>名前の一部を入力してください。</translation>
    </message>
    <message>
        <source>The case is {name}&apos;s</source>
        <translation>案件を{name}に割り当てました</translation>
    </message>
    <message numerus="yes">
        <source>%n cases changed</source>
        <translation>
            <numerusform>%n件の案件を変更しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message numerus="yes">
        <source>%n cases are as before</source>
        <translation>
            <numerusform>%n件の案件を元に戻しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were changed again and stay as they are</source>
        <translation>
            <numerusform>%n件はその後に変更されたため、そのままです</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>Any queue</source>
        <translation>すべてのキュー</translation>
    </message>
    <message>
        <source>Nobody: tell supervisors</source>
        <translation>呼び出さず管理者に通知</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>監視条件</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Words in the subject</source>
        <translation>件名に含まれる語</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>Priority from</source>
        <translation>優先度（以上）</translation>
    </message>
    <message>
        <source>Customer&apos;s organisation</source>
        <translation>顧客の組織</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Within minutes</source>
        <translation>期間（分）</translation>
    </message>
    <message>
        <source>Rest, minutes</source>
        <translation>休止（分）</translation>
    </message>
    <message>
        <source>Page by the chain</source>
        <translation>呼び出す連絡順</translation>
    </message>
    <message>
        <source>Watches swarms</source>
        <translation>スウォームの見守り</translation>
    </message>
    <message>
        <source>So long before and after its cases a wave pages once; no shorter than the minutes</source>
        <translation>まとまりの前後この時間は一度だけ呼び出します。期間より短くはできません</translation>
    </message>
    <message>
        <source>any</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>New r&amp;ule</source>
        <translation>新しい条件(&amp;U)</translation>
    </message>
    <message>
        <source>Back to the &amp;escalations</source>
        <translation>エスカレーションに戻る(&amp;E)</translation>
    </message>
    <message>
        <source>The rule is &amp;on</source>
        <translation>この条件を使う(&amp;O)</translation>
    </message>
    <message>
        <source>Urgent: also in &amp;quiet hours</source>
        <translation>至急: 連絡を控える時間帯にも連絡(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Save the rule</source>
        <translation>条件を保存(&amp;S)</translation>
    </message>
    <message>
        <source>Remo&amp;ve the rule</source>
        <translation>条件を削除(&amp;V)</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Watches swarms for such cases: {names}</source>
        <translation>該当する案件のスウォームを見守る人: {names}</translation>
    </message>
    <message>
        <source>Take the watcher ou&amp;t</source>
        <translation>見守りから外す(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Add as a watcher</source>
        <translation>見守りに追加(&amp;A)</translation>
    </message>
</context>
<context>
    <name>RuleSetting</name>
    <message>
        <source>The rule is saved.</source>
        <translation>条件を保存しました。</translation>
    </message>
    <message>
        <source>The rule {name} is removed.</source>
        <translation>条件 {name} を削除しました。</translation>
    </message>
    <message>
        <source>What was begun by it goes on.</source>
        <translation>これで開始したものはそのまま続きます。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message numerus="yes">
        <source>%Ln cases</source>
        <translation>
            <numerusform>%Ln件</numerusform>
        </translation>
    </message>
    <message>
        <source>{found} of {needs} in {minutes} min</source>
        <translation>{minutes}分間に{found}/{needs}件</translation>
    </message>
    <message>
        <source>pages nobody: its chain is gone</source>
        <translation>呼び出せません: 連絡順がありません</translation>
    </message>
    <message>
        <source>Would count {found} of {needs} now: {cases}</source>
        <translation>現在 {found}/{needs}件が該当: {cases}</translation>
    </message>
    <message>
        <source>Would count 0 of {needs} now</source>
        <translation>現在 0/{needs}件が該当</translation>
    </message>
    <message>
        <source>Supervisors are told; nobody is paged.</source>
        <translation>管理者に通知し、誰も呼び出しません。</translation>
    </message>
    <message>
        <source>Nobody of this chain could be asked now.</source>
        <translation>この連絡順で今連絡できる人はいません。</translation>
    </message>
    <message>
        <source>Would ask now: {names}</source>
        <translation>今連絡する相手: {names}</translation>
    </message>
    <message>
        <source>has not fired yet</source>
        <translation>まだ作動していません</translation>
    </message>
    <message>
        <source>paged {time} as {number}</source>
        <translation>{time}に{number}で呼び出し</translation>
    </message>
    <message>
        <source>fired {time}: {cases}</source>
        <translation>{time}に作動: {cases}</translation>
    </message>
</context>
<context>
    <name>Said</name>
    <message>
        <source>&apos;{mail}&apos; is no mail address.</source>
        <translation>「{mail}」はメールアドレスではありません。</translation>
    </message>
    <message>
        <source>The number {number} lost digits in a spreadsheet.</source>
        <translation>番号 {number} は表計算ソフトで桁が失われています。</translation>
    </message>
    <message>
        <source>{number} is of a fax or a pager; it is left out.</source>
        <translation>{number} はFAXかポケベルの番号のため、取り込みません。</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>ファイルが大きすぎます。</translation>
    </message>
    <message>
        <source>Split it.</source>
        <translation>分割してください。</translation>
    </message>
    <message>
        <source>This is a spreadsheet, not a CSV file.</source>
        <translation>これはCSVではなく、表計算ソフトのファイルです。</translation>
    </message>
    <message>
        <source>Save it as CSV first.</source>
        <translation>先にCSVとして保存してください。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>ファイルが空です。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>None of the file&apos;s columns is known to hold names, numbers or mail addresses.</source>
        <translation>名前、番号、メールアドレスと分かる列がありません。</translation>
    </message>
    <message>
        <source>Head its columns with words such as Name and Mobile, or say what they hold: under Columns…, or by --map &apos;Contact=name&apos;.</source>
        <translation>列の見出しを「氏名」「携帯電話」などにするか、「列…」または --map &apos;Contact=name&apos; で列の内容を指定してください。</translation>
    </message>
    <message>
        <source>The file {path} cannot be read.</source>
        <translation>ファイル {path} を読めません。</translation>
    </message>
    <message>
        <source>Check its path and who may read it.</source>
        <translation>場所と読み取りの権限を確認してください。</translation>
    </message>
    <message>
        <source>These two are one person already.</source>
        <translation>この2件はすでに同一人物です。</translation>
    </message>
    <message>
        <source>Look at the person to see what was merged.</source>
        <translation>その人のカードで統合の内容を確認してください。</translation>
    </message>
    <message>
        <source>Nothing was merged into this person.</source>
        <translation>この人に統合した記録はありません。</translation>
    </message>
    <message>
        <source>Look at the person to see its records.</source>
        <translation>その人のカードで記録を確認してください。</translation>
    </message>
    <message>
        <source>These two are one person.</source>
        <translation>この2件は同一人物です。</translation>
    </message>
    <message>
        <source>Split them first.</source>
        <translation>先に分けてください。</translation>
    </message>
    <message>
        <source>This person is being reached already.</source>
        <translation>この相手にはすでに連絡を試みています。</translation>
    </message>
    <message>
        <source>Stop that first, or wait for what comes of it.</source>
        <translation>先にそれを中止するか、結果をお待ちください。</translation>
    </message>
    <message>
        <source>There is no path to this person.</source>
        <translation>この相手への連絡方法がありません。</translation>
    </message>
    <message>
        <source>Add a number, or see what their paths say.</source>
        <translation>番号を追加するか、連絡方法の内容を確認してください。</translation>
    </message>
    <message>
        <source>This is no number that could be reached.</source>
        <translation>連絡できる番号ではありません。</translation>
    </message>
    <message>
        <source>Check the number and its country code.</source>
        <translation>番号と国番号を確認してください。</translation>
    </message>
    <message>
        <source>Everybody who is known stands in this list.</source>
        <translation>この一覧には登録されている全員が表示されています。</translation>
    </message>
    <message>
        <source>Search, or choose what sort of people you mean.</source>
        <translation>検索するか、対象の種類を選んでください。</translation>
    </message>
    <message>
        <source>Nobody stands in this list.</source>
        <translation>この一覧には誰もいません。</translation>
    </message>
    <message>
        <source>Search for somebody else.</source>
        <translation>ほかの人を検索してください。</translation>
    </message>
    <message>
        <source>This has ended already.</source>
        <translation>すでに終わっています。</translation>
    </message>
    <message>
        <source>Look at &apos;reach list&apos; for what became of it.</source>
        <translation>結果は「reach list」で確認してください。</translation>
    </message>
    <message>
        <source>Begin anew to reach this person.</source>
        <translation>この相手への連絡を新しく始めてください。</translation>
    </message>
    <message>
        <source>No SMS gateway is connected.</source>
        <translation>SMS ゲートウェイが接続されていません。</translation>
    </message>
    <message>
        <source>Connect one in the settings.</source>
        <translation>設定で接続してください。</translation>
    </message>
    <message>
        <source>This is not a conflict any more.</source>
        <translation>これはもう競合ではありません。</translation>
    </message>
    <message>
        <source>This is not in doubt any more.</source>
        <translation>到着はもう確認されています。</translation>
    </message>
    <message>
        <source>It is not known whether this arrived, so sending it again might do it twice.</source>
        <translation>届いたかどうか不明なため、再送信すると二重になる可能性があります。</translation>
    </message>
    <message>
        <source>An outage was declared: {systems}.</source>
        <translation>障害が宣言されました: {systems}。</translation>
    </message>
    <message>
        <source>The outage is over: {systems}.</source>
        <translation>障害が終わりました: {systems}。</translation>
    </message>
    <message>
        <source>Everything that was done in the outage has arrived.</source>
        <translation>障害中に行ったことは、すべて届きました。</translation>
    </message>
    <message>
        <source>A change of case {case} conflicts with the helpdesk.</source>
        <translation>案件{case}の変更がヘルプデスクと競合しています。</translation>
    </message>
    <message>
        <source>{system} did not take something. It needs you.</source>
        <translation>{system}が受け付けなかったものがあります。対応が必要です。</translation>
    </message>
    <message>
        <source>{system} did not take what was done on case {case}. It needs you.</source>
        <translation>案件{case}での操作を{system}が受け付けませんでした。対応が必要です。</translation>
    </message>
    <message>
        <source>It is not sure whether something reached {system}.</source>
        <translation>{system}に届いたかどうか分からないものがあります。</translation>
    </message>
    <message>
        <source>Case {case}: it is not sure whether something reached {system}.</source>
        <translation>案件{case}: {system}に届いたかどうか分かりません。</translation>
    </message>
    <message>
        <source>A customer answered about case {case}.</source>
        <translation>案件{case}について顧客から返信がありました。</translation>
    </message>
    <message>
        <source>An SMS came in.</source>
        <translation>SMSが届きました。</translation>
    </message>
    <message>
        <source>A call was missed.</source>
        <translation>不在着信があります。</translation>
    </message>
    <message>
        <source>Others would get it than those that were looked at.</source>
        <translation>確認された人とは別の人に届くことになります。</translation>
    </message>
    <message>
        <source>Let a second person look at it again.</source>
        <translation>もう一度、別の人に確認してもらってください。</translation>
    </message>
    <message>
        <source>Somebody is to be called back now.</source>
        <translation>折り返し電話の時刻です。</translation>
    </message>
    <message>
        <source>A call is up to you, to reach somebody.</source>
        <translation>連絡を取るため、電話をお願いします。</translation>
    </message>
    <message>
        <source>Every path to somebody was tried in vain.</source>
        <translation>すべての連絡方法を試しましたが、連絡がつきませんでした。</translation>
    </message>
    <message>
        <source>Case {case} is due within the hour.</source>
        <translation>案件{case}の期限まで1時間以内です。</translation>
    </message>
    <message>
        <source>Case {case} is past its due time.</source>
        <translation>案件{case}の期限が過ぎています。</translation>
    </message>
    <message>
        <source>The briefing of {time} is overdue.</source>
        <translation>{time}の状況報告がまだ出ていません。</translation>
    </message>
    <message>
        <source>{who} gave you case {case}.</source>
        <translation>{who}さんが案件{case}をあなたに割り当てました。</translation>
    </message>
    <message>
        <source>Ask IT for the certificate&apos;s file and name it in the connection, or correct the address.</source>
        <translation>IT 担当から証明書のファイルを受け取って接続に指定するか、アドレスを直してください。</translation>
    </message>
    <message>
        <source>Ask IT for the file of that authority and name it in the connection. A proxy may be in between.</source>
        <translation>IT 担当からその認証局のファイルを受け取って接続に指定してください。途中にプロキシがあるかもしれません。</translation>
    </message>
    <message>
        <source>Ask IT for the right certificate authority and name its file in the connection, or correct the address.</source>
        <translation>IT 担当から正しい認証局のファイルを受け取って接続に指定するか、アドレスを直してください。</translation>
    </message>
    <message>
        <source>Correct the address: write the name that IT gives for that system.</source>
        <translation>アドレスを直してください。IT 担当が案内している名前を使います。</translation>
    </message>
    <message>
        <source>Set this computer&apos;s date and time right; if they are, whoever runs that system has to look at it.</source>
        <translation>このコンピューターの日時を合わせてください。正しければ、システムの管理者に確認を依頼してください。</translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be trusted: {said}.</source>
        <translation>{host} の証明書を信頼できません（{said}）。</translation>
    </message>
    <message>
        <source>The certificate of {host} has expired.</source>
        <translation>{host} の証明書は有効期限が切れています。</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid yet.</source>
        <translation>{host} の証明書はまだ有効になっていません。</translation>
    </message>
    <message>
        <source>The certificate of {host} was made out to another name.</source>
        <translation>{host} の証明書は別の名前のものです。</translation>
    </message>
    <message>
        <source>The certificate of {host} was signed by an authority that this computer does not know.</source>
        <translation>{host} の証明書は、このコンピューターが知らない認証局のものです。</translation>
    </message>
    <message>
        <source>The certificate of {host} was signed by nobody but itself.</source>
        <translation>{host} の証明書は自己署名です。</translation>
    </message>
    <message>
        <source>Whoever runs that system has to renew it. First make sure that this computer&apos;s date is right.</source>
        <translation>まずこのコンピューターの日付が正しいか確認してください。正しければ、システムの管理者に更新を依頼してください。</translation>
    </message>
    <message>
        <source>Check address and port. Does the system run, and does a firewall let this computer through?</source>
        <translation>アドレスとポートを確認してください。システムは動いていますか。ファイアウォールで止められていませんか。</translation>
    </message>
    <message>
        <source>Try again in a minute; if it stays, ask whoever runs that system.</source>
        <translation>1 分ほど待ってもう一度試してください。続く場合はシステムの管理者に尋ねてください。</translation>
    </message>
    <message>
        <source>Make one in Request Tracker and enter it in the connection&apos;s settings.</source>
        <translation>Request Tracker で作成し、接続の設定に入力してください。</translation>
    </message>
    <message>
        <source>The helpdesk&apos;s token is missing.</source>
        <translation>ヘルプデスクのトークンがありません。</translation>
    </message>
    <message>
        <source>A connection was made.</source>
        <translation>接続できました。</translation>
    </message>
    <message>
        <source>Ask RT&apos;s administrator for them.</source>
        <translation>RT の管理者に付与を依頼してください。</translation>
    </message>
    <message>
        <source>Ask RT&apos;s administrator to make this account a privileged one.</source>
        <translation>このアカウントを特権ユーザーにするよう RT の管理者に依頼してください。</translation>
    </message>
    <message>
        <source>Both clocks agree.</source>
        <translation>時計は合っています。</translation>
    </message>
    <message>
        <source>Cases of {count} queues can be read and written.</source>
        <translation>{count} 個のキューの案件を読み書きできます。</translation>
    </message>
    <message>
        <source>Correct the wrong one.</source>
        <translation>間違っている方を直してください。</translation>
    </message>
    <message>
        <source>Is this the address of Request Tracker 5, without a path behind it?</source>
        <translation>Request Tracker 5 のアドレスですか。後ろにパスは付けないでください。</translation>
    </message>
    <message>
        <source>Make a new token in Request Tracker, under Logged in as, Settings, Auth Tokens, and paste it whole.</source>
        <translation>Request Tracker の「Logged in as → Settings → Auth Tokens」で新しいトークンを作り、全体を貼り付けてください。</translation>
    </message>
    <message>
        <source>No case can be seen yet: there is none, or ShowTicket is missing.</source>
        <translation>案件がまだ見えません。案件がないか、ShowTicket の権限がありません。</translation>
    </message>
    <message>
        <source>No comment can be seen: there is none yet, or ShowTicketComments is missing.</source>
        <translation>コメントが見えません。まだないか、ShowTicketComments の権限がありません。</translation>
    </message>
    <message>
        <source>Request Tracker does not tell its time.</source>
        <translation>Request Tracker の時刻は分かりません。</translation>
    </message>
    <message>
        <source>Request Tracker {version} answered in {milliseconds} ms.</source>
        <translation>Request Tracker {version} が {milliseconds} ミリ秒で応答しました。</translation>
    </message>
    <message>
        <source>Signed in.</source>
        <translation>サインインしました。</translation>
    </message>
    <message>
        <source>Signed in as {login}.</source>
        <translation>{login} としてサインインしました。</translation>
    </message>
    <message>
        <source>That is slow.</source>
        <translation>遅くなっています。</translation>
    </message>
    <message>
        <source>The address was found.</source>
        <translation>アドレスが見つかりました。</translation>
    </message>
    <message>
        <source>The certificate is trusted.</source>
        <translation>証明書は信頼できます。</translation>
    </message>
    <message>
        <source>The sign-in is known, but may not use this interface.</source>
        <translation>サインインは有効ですが、この機能を使う権限がありません。</translation>
    </message>
    <message>
        <source>These rights are missing: {rights}.</source>
        <translation>足りない権限: {rights}。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {seconds} s ahead of Request Tracker&apos;s.</source>
        <translation>このコンピューターの時計は Request Tracker より {seconds} 秒進んでいます。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {seconds} s behind Request Tracker&apos;s.</source>
        <translation>このコンピューターの時計は Request Tracker より {seconds} 秒遅れています。</translation>
    </message>
    <message>
        <source>What answers there is not Request Tracker 5.</source>
        <translation>応答しているのは Request Tracker 5 ではありません。</translation>
    </message>
    <message>
        <source>Without AdminUsers customers&apos; telephone numbers cannot be read.</source>
        <translation>AdminUsers がないと顧客の電話番号を読み取れません。</translation>
    </message>
    <message>
        <source>Ask whoever runs that system.</source>
        <translation>システムの管理者に尋ねてください。</translation>
    </message>
    <message>
        <source>Check it in the connection&apos;s settings.</source>
        <translation>接続の設定で確認してください。</translation>
    </message>
    <message>
        <source>Check the address, or ask whoever runs that system.</source>
        <translation>アドレスを確認するか、システムの管理者に尋ねてください。</translation>
    </message>
    <message>
        <source>Check the address; a sign-in page of the network or of a proxy may be in between.</source>
        <translation>アドレスを確認してください。ネットワークやプロキシのサインイン画面が挟まっているかもしれません。</translation>
    </message>
    <message>
        <source>Check the connection&apos;s address.</source>
        <translation>接続のアドレスを確認してください。</translation>
    </message>
    <message>
        <source>It has to look like https://helpdesk.example.com.</source>
        <translation>https://helpdesk.example.com のような形にしてください。</translation>
    </message>
    <message>
        <source>Paste it again, without line breaks.</source>
        <translation>改行を入れずに貼り付け直してください。</translation>
    </message>
    <message>
        <source>Put it into the fields meant for it.</source>
        <translation>専用の欄に入力してください。</translation>
    </message>
    <message>
        <source>Put the final address into the connection.</source>
        <translation>最終的なアドレスを接続に入力してください。</translation>
    </message>
    <message>
        <source>The address of the connection cannot be used.</source>
        <translation>接続のアドレスが使えません。</translation>
    </message>
    <message>
        <source>The address of the connection holds a user name or password.</source>
        <translation>接続のアドレスにユーザー名かパスワードが含まれています。</translation>
    </message>
    <message>
        <source>The token or password holds characters that cannot be sent.</source>
        <translation>トークンかパスワードに送れない文字が含まれています。</translation>
    </message>
    <message>
        <source>{host} answered with a body that cannot be unpacked.</source>
        <translation>{host} の応答を展開できません。</translation>
    </message>
    <message>
        <source>{host} answered with a web page instead of data.</source>
        <translation>{host} がデータではなくウェブページを返しました。</translation>
    </message>
    <message>
        <source>{host} answered with something that is not the data it promises.</source>
        <translation>{host} の応答が仕様どおりのデータではありません。</translation>
    </message>
    <message>
        <source>{host} did not finish its answer in time.</source>
        <translation>{host} の応答が時間内に終わりませんでした。</translation>
    </message>
    <message>
        <source>{host} packs its answers in an unknown way.</source>
        <translation>{host} の応答は未対応の形式で圧縮されています。</translation>
    </message>
    <message>
        <source>{host} redirects in a circle.</source>
        <translation>{host} の転送が循環しています。</translation>
    </message>
    <message>
        <source>{host} redirects to another address.</source>
        <translation>{host} は別のアドレスに転送します。</translation>
    </message>
    <message>
        <source>{host} redirects to no usable address.</source>
        <translation>{host} の転送先が使えません。</translation>
    </message>
    <message>
        <source>Ask IT for the proxy&apos;s settings.</source>
        <translation>IT 担当にプロキシの設定を尋ねてください。</translation>
    </message>
    <message>
        <source>Ask for the missing right.</source>
        <translation>足りない権限を依頼してください。</translation>
    </message>
    <message>
        <source>Check the address; if it is right, ask IT whether the proxy lets this computer through.</source>
        <translation>アドレスを確認してください。正しければ、プロキシで許可されているか IT 担当に尋ねてください。</translation>
    </message>
    <message>
        <source>Check whether the address should be http.</source>
        <translation>アドレスが http ではないか確認してください。</translation>
    </message>
    <message>
        <source>Look at the details in that system.</source>
        <translation>そのシステムで詳細を確認してください。</translation>
    </message>
    <message>
        <source>No connection to the network&apos;s proxy {proxy}.</source>
        <translation>ネットワークのプロキシ {proxy} に接続できません。</translation>
    </message>
    <message>
        <source>Renew the token or password in the connection&apos;s settings.</source>
        <translation>接続の設定でトークンかパスワードを更新してください。</translation>
    </message>
    <message>
        <source>The name of the network&apos;s proxy, {proxy}, was not found.</source>
        <translation>ネットワークのプロキシ {proxy} の名前が見つかりませんでした。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy did not connect us to {host}.</source>
        <translation>ネットワークのプロキシが {host} に接続しませんでした。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy wants a sign-in.</source>
        <translation>ネットワークのプロキシがサインインを求めています。</translation>
    </message>
    <message>
        <source>The network&apos;s proxy {proxy} refused the connection.</source>
        <translation>ネットワークのプロキシ {proxy} が接続を拒否しました。</translation>
    </message>
    <message>
        <source>Too much is waiting for {host} already.</source>
        <translation>{host} への送信待ちが多すぎます。</translation>
    </message>
    <message>
        <source>Whether it was done there is looked up before anything is tried again.</source>
        <translation>再試行の前に、相手側で処理されたかどうかを確認します。</translation>
    </message>
    <message>
        <source>{host} asked us to wait.</source>
        <translation>{host} が待つように求めています。</translation>
    </message>
    <message>
        <source>{host} broke off its answer.</source>
        <translation>{host} の応答が途中で切れました。</translation>
    </message>
    <message>
        <source>{host} did not accept our sign-in.</source>
        <translation>{host} がサインインを受け付けませんでした。</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} が時間内に応答しませんでした。</translation>
    </message>
    <message>
        <source>{host} did not take the connection in time.</source>
        <translation>{host} への接続が時間内にできませんでした。</translation>
    </message>
    <message>
        <source>{host} does not allow this to our sign-in.</source>
        <translation>{host} では、このサインインにその権限がありません。</translation>
    </message>
    <message>
        <source>{host} gave an answer that means nothing here ({status}).</source>
        <translation>{host} が想定外の応答を返しました（{status}）。</translation>
    </message>
    <message>
        <source>{host} refused the request ({status}).</source>
        <translation>{host} が要求を拒否しました（{status}）。</translation>
    </message>
    <message>
        <source>{host} reported a fault of its own ({status}).</source>
        <translation>{host} が内部エラーを返しました（{status}）。</translation>
    </message>
    <message>
        <source>{host} sent more than {size} MB in one answer.</source>
        <translation>{host} が 1 回の応答で {size} MB を超えるデータを送ってきました。</translation>
    </message>
    <message>
        <source>Check address and port.</source>
        <translation>アドレスとポートを確認してください。</translation>
    </message>
    <message>
        <source>Check the security setting.</source>
        <translation>暗号化の設定を確認してください。</translation>
    </message>
    <message>
        <source>Renew the password in the connection&apos;s settings.</source>
        <translation>接続の設定でパスワードを更新してください。</translation>
    </message>
    <message>
        <source>The IMAP server does not offer a secure connection.</source>
        <translation>IMAP サーバーが安全な接続に対応していません。</translation>
    </message>
    <message>
        <source>The SMTP server does not offer a secure connection.</source>
        <translation>SMTP サーバーが安全な接続に対応していません。</translation>
    </message>
    <message>
        <source>The {protocol} server answers and knows us.</source>
        <translation>{protocol} サーバーが応答し、サインインできています。</translation>
    </message>
    <message>
        <source>The {protocol} server answers.</source>
        <translation>{protocol} サーバーが応答しています。</translation>
    </message>
    <message>
        <source>The {protocol} server does not accept our sign-in.</source>
        <translation>{protocol} サーバーがサインインを受け付けません。</translation>
    </message>
    <message>
        <source>The {protocol} server says that it is not available now.</source>
        <translation>{protocol} サーバーは今は利用できないと応答しています。</translation>
    </message>
    <message>
        <source>{host} does not answer like an {protocol} server.</source>
        <translation>{host} の応答は {protocol} サーバーのものではありません。</translation>
    </message>
    <message>
        <source>The answer&apos;s &apos;{part}&apos; is not what the interface promises.</source>
        <translation>応答の「{part}」が仕様と違います。</translation>
    </message>
    <message>
        <source>Copy it from the app: Settings, Webhooks, Signing Key. Or switch webhooks off.</source>
        <translation>アプリの Settings → Webhooks → Signing Key からコピーするか、Webhook をオフにしてください。</translation>
    </message>
    <message>
        <source>In the app set Settings, Messages, Processing order to FIFO.</source>
        <translation>アプリの Settings → Messages → Processing order を FIFO にしてください。</translation>
    </message>
    <message>
        <source>Look at the phone.</source>
        <translation>電話を確認してください。</translation>
    </message>
    <message>
        <source>Nobody takes in messages now.</source>
        <translation>今はメッセージを受け取れません。</translation>
    </message>
    <message>
        <source>Send the text anew.</source>
        <translation>もう一度送り直してください。</translation>
    </message>
    <message>
        <source>Set both to network time.</source>
        <translation>両方ともネットワークの時刻に合わせてください。</translation>
    </message>
    <message>
        <source>The clocks of phone and computer are {seconds} s apart.</source>
        <translation>電話とこのコンピューターの時計が {seconds} 秒ずれています。</translation>
    </message>
    <message>
        <source>The phone accepts user name and password.</source>
        <translation>電話がユーザー名とパスワードを受け付けました。</translation>
    </message>
    <message>
        <source>The phone gave the message another id.</source>
        <translation>電話がメッセージに別の ID を付けました。</translation>
    </message>
    <message>
        <source>The phone has another message with this id.</source>
        <translation>電話に同じ ID の別のメッセージがあります。</translation>
    </message>
    <message>
        <source>The phone has the message and has it not.</source>
        <translation>電話の答えが食い違っています。</translation>
    </message>
    <message>
        <source>The phone sends the newest message first.</source>
        <translation>電話は新しいメッセージから送ります。</translation>
    </message>
    <message>
        <source>The phone sends the oldest message first.</source>
        <translation>電話は古いメッセージから送ります。</translation>
    </message>
    <message>
        <source>The phone&apos;s clock agrees with this machine&apos;s.</source>
        <translation>電話の時計はこのコンピューターと合っています。</translation>
    </message>
    <message>
        <source>The signing key of the phone&apos;s webhooks is missing.</source>
        <translation>電話の Webhook の署名鍵がありません。</translation>
    </message>
    <message>
        <source>They are offered again.</source>
        <translation>あとでもう一度届きます。</translation>
    </message>
    <message>
        <source>Update the app on the phone.</source>
        <translation>電話のアプリを更新してください。</translation>
    </message>
    <message>
        <source>Check the address, and update the app on the phone.</source>
        <translation>アドレスを確認し、電話のアプリを更新してください。</translation>
    </message>
    <message>
        <source>The phone&apos;s answer is not what SMSGate promises.</source>
        <translation>電話の応答が SMSGate の仕様と違います。</translation>
    </message>
    <message>
        <source>The console tries again.</source>
        <translation>このコンソールが再試行します。</translation>
    </message>
    <message>
        <source>The phone&apos;s queue is full.</source>
        <translation>電話の送信待ちがいっぱいです。</translation>
    </message>
    <message>
        <source>Give this console a certificate and an https &apos;callback_url&apos;, or switch webhooks off: the console then asks the phone regularly.</source>
        <translation>このコンソールに証明書と https の callback_url を設定するか、Webhook をオフにしてください。オフの場合は定期的に電話に問い合わせます。</translation>
    </message>
    <message>
        <source>The phone calls only addresses that begin with https://, or with http://127.0.0.1.</source>
        <translation>電話が呼び出せるのは https:// か http://127.0.0.1 で始まるアドレスだけです。</translation>
    </message>
    <message>
        <source>Receipts and messages are taken in on port {port} of {host}.</source>
        <translation>受信確認とメッセージは {host} のポート {port} で受け取ります。</translation>
    </message>
    <message>
        <source>The certificate of {host} can be trusted.</source>
        <translation>{host} の証明書は信頼できます。</translation>
    </message>
    <message>
        <source>The name {host} is known.</source>
        <translation>{host} の名前が見つかりました。</translation>
    </message>
    <message>
        <source>{host} takes connections.</source>
        <translation>{host} に接続できました。</translation>
    </message>
    <message>
        <source>Correct the number and send the text anew.</source>
        <translation>番号を直して、もう一度送ってください。</translation>
    </message>
    <message>
        <source>If a receipt or an answer of the customer is on the timeline, it arrived; else ring the customer.</source>
        <translation>受信確認か顧客の返信がタイムラインにあれば届いています。なければ顧客に電話してください。</translation>
    </message>
    <message>
        <source>Kannel accepts user name and password.</source>
        <translation>Kannel がユーザー名とパスワードを受け付けました。</translation>
    </message>
    <message>
        <source>Kannel cannot tell whether it took the message.</source>
        <translation>メッセージを受け取ったかどうか、Kannel には分かりません。</translation>
    </message>
    <message>
        <source>Only {taken} of {count} parts of the message were taken by Kannel.</source>
        <translation>Kannel が受け取ったのは {count} 通のうち {taken} 通だけです。</translation>
    </message>
    <message>
        <source>Save the connection again to make a new one.</source>
        <translation>接続をもう一度保存すると新しく作られます。</translation>
    </message>
    <message>
        <source>The customer may have received a part of the text. Ring, or send it once more.</source>
        <translation>顧客に一部だけ届いている可能性があります。電話するか、もう一度送ってください。</translation>
    </message>
    <message>
        <source>The secret for incoming messages is missing or too short.</source>
        <translation>受信メッセージ用の秘密鍵がないか、短すぎます。</translation>
    </message>
    <message>
        <source>The text is empty or too long for a text message.</source>
        <translation>本文が空か、SMS には長すぎます。</translation>
    </message>
    <message>
        <source>This is no number for text messages.</source>
        <translation>SMS を送れる番号ではありません。</translation>
    </message>
    <message>
        <source>What answers there takes messages without a recipient: it is not Kannel.</source>
        <translation>宛先のないメッセージが受け付けられました。Kannel ではありません。</translation>
    </message>
    <message>
        <source>Write it anew.</source>
        <translation>書き直してください。</translation>
    </message>
    <message>
        <source>Correct it in the connection&apos;s settings.</source>
        <translation>接続の設定で直してください。</translation>
    </message>
    <message>
        <source>The sender must be a number or at most 16 plain letters.</source>
        <translation>送信者は番号か、16 文字以内の英字にしてください。</translation>
    </message>
    <message>
        <source>Check the address of the connection.</source>
        <translation>接続のアドレスを確認してください。</translation>
    </message>
    <message>
        <source>Check the number, or Kannel&apos;s white and black lists.</source>
        <translation>番号か、Kannel の許可・拒否リストを確認してください。</translation>
    </message>
    <message>
        <source>Check the number.</source>
        <translation>番号を確認してください。</translation>
    </message>
    <message>
        <source>Correct the address in the connection&apos;s settings; mostly it ends in /cgi-bin/sendsms.</source>
        <translation>接続の設定でアドレスを直してください。多くの場合 /cgi-bin/sendsms で終わります。</translation>
    </message>
    <message>
        <source>Correct them in the connection&apos;s settings, or have this machine admitted in Kannel&apos;s configuration.</source>
        <translation>接続の設定を直すか、Kannel の設定でこのコンピューターを許可してもらってください。</translation>
    </message>
    <message>
        <source>Enter one in the connection&apos;s settings.</source>
        <translation>接続の設定で入力してください。</translation>
    </message>
    <message>
        <source>Kannel does not send to this number.</source>
        <translation>Kannel はこの番号に送りません。</translation>
    </message>
    <message>
        <source>Kannel has no way to the mobile network for this number just now.</source>
        <translation>この番号への携帯網の経路が今はありません。</translation>
    </message>
    <message>
        <source>Kannel misses the recipient.</source>
        <translation>宛先がないと Kannel が応答しました。</translation>
    </message>
    <message>
        <source>Kannel refuses the message.</source>
        <translation>Kannel がメッセージを拒否しました。</translation>
    </message>
    <message>
        <source>Kannel refuses the user name or password, or does not admit this machine.</source>
        <translation>Kannel がユーザー名かパスワード、またはこのコンピューターを拒否しています。</translation>
    </message>
    <message>
        <source>Kannel takes no messages just now.</source>
        <translation>Kannel は今メッセージを受け付けていません。</translation>
    </message>
    <message>
        <source>Kannel wants a sender.</source>
        <translation>Kannel が送信者を求めています。</translation>
    </message>
    <message>
        <source>Look into Kannel&apos;s log, which tells why.</source>
        <translation>理由は Kannel のログにあります。</translation>
    </message>
    <message>
        <source>Look whether the message arrived before sending it again.</source>
        <translation>送り直す前に、届いているか確認してください。</translation>
    </message>
    <message>
        <source>Something before Kannel answered in its place.</source>
        <translation>Kannel の手前の別のものが応答しました。</translation>
    </message>
    <message>
        <source>The SMS gateway does not answer like Kannel.</source>
        <translation>SMS ゲートウェイの応答が Kannel のものではありません。</translation>
    </message>
    <message>
        <source>The console tries again; if it stays so, ask whoever runs Kannel.</source>
        <translation>自動的に再試行します。続く場合は Kannel の管理者に尋ねてください。</translation>
    </message>
    <message>
        <source>There is no sendsms service at this address.</source>
        <translation>このアドレスに sendsms サービスがありません。</translation>
    </message>
    <message>
        <source>A further gateway needs a short name of its own.</source>
        <translation>同じ種類の2つ目以降のゲートウェイには、短い名前が必要です。</translation>
    </message>
    <message>
        <source>Change the connection that there is.</source>
        <translation>既存の接続を変更してください。</translation>
    </message>
    <message>
        <source>Choose another port to listen on, like {port}, and tell it to the gateway too.</source>
        <translation>{port} など別の待受ポートを選び、ゲートウェイ側にも設定してください。</translation>
    </message>
    <message>
        <source>Enter another one, or change that connection.</source>
        <translation>別のものを入力するか、その接続を変更してください。</translation>
    </message>
    <message>
        <source>It has to begin with {name}, in small letters.</source>
        <translation>{name} で始まる小文字の名前にしてください。</translation>
    </message>
    <message>
        <source>Only of SMS gateways there can be several.</source>
        <translation>複数登録できるのはSMSゲートウェイだけです。</translation>
    </message>
    <message>
        <source>This phone, sender or modem is connected already, as {name}.</source>
        <translation>この電話機・送信元・モデムは {name} として接続済みです。</translation>
    </message>
    <message>
        <source>Write it with a-z, 0-9 and hyphens between them, at most {longest}, like osaka or 2.</source>
        <translation>a-z、0-9、途中のハイフンだけを使い、{longest} 文字以内で入力してください（例: osaka、2）。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no name of a gateway of this kind.</source>
        <translation>「{name}」はこの種類のゲートウェイの名前ではありません。</translation>
    </message>
    <message>
        <source>{name} takes in its calls at port {port} already.</source>
        <translation>ポート {port} は {name} の待受に使われています。</translation>
    </message>
    <message>
        <source>Choose a port above 1023.</source>
        <translation>1024 以上のポートを選んでください。</translation>
    </message>
    <message>
        <source>Choose an address of this machine in the connection&apos;s settings; 127.0.0.1 always is one.</source>
        <translation>接続の設定でこのコンピューターのアドレスを選んでください。127.0.0.1 はいつでも使えます。</translation>
    </message>
    <message>
        <source>Choose the PEM files of a certificate and of its key in the connection&apos;s settings.</source>
        <translation>接続の設定で証明書と鍵の PEM ファイルを選んでください。</translation>
    </message>
    <message>
        <source>End that program, or choose another port here and in the gateway. The console goes on trying.</source>
        <translation>そのプログラムを終了するか、ここことゲートウェイの両方で別のポートを選んでください。再試行は続けます。</translation>
    </message>
    <message>
        <source>Port {port} for receipts and incoming messages is used by another program.</source>
        <translation>受信用のポート {port} は別のプログラムが使っています。</translation>
    </message>
    <message>
        <source>The address for receipts and incoming messages cannot be used.</source>
        <translation>受信確認と受信メッセージ用のアドレスが使えません。</translation>
    </message>
    <message>
        <source>The certificate for incoming messages cannot be read.</source>
        <translation>受信用の証明書を読み込めません。</translation>
    </message>
    <message>
        <source>This account may not listen on port {port} for receipts and incoming messages.</source>
        <translation>このアカウントではポート {port} で受信できません。</translation>
    </message>
    <message>
        <source>Correct &apos;callback_url&apos; in the connection&apos;s settings.</source>
        <translation>接続の設定の callback_url を直してください。</translation>
    </message>
    <message>
        <source>Enter it in the connection&apos;s settings.</source>
        <translation>接続の設定で入力してください。</translation>
    </message>
    <message>
        <source>The address at which the gateway reaches this console must look like http://10.0.0.5:18013.</source>
        <translation>ゲートウェイからこのコンソールに届くアドレスは http://10.0.0.5:18013 のような形にしてください。</translation>
    </message>
    <message>
        <source>The setting &apos;{name}&apos; is missing.</source>
        <translation>設定「{name}」がありません。</translation>
    </message>
    <message>
        <source>The setting &apos;{name}&apos; must be a number from {low} to {high}.</source>
        <translation>設定「{name}」は {low} から {high} の数にしてください。</translation>
    </message>
    <message>
        <source>The setting &apos;{name}&apos; must be a whole number.</source>
        <translation>設定「{name}」は整数にしてください。</translation>
    </message>
    <message>
        <source>The setting &apos;{name}&apos; must be yes or no.</source>
        <translation>設定「{name}」は yes か no にしてください。</translation>
    </message>
    <message>
        <source>A canary&apos;s address cannot be used.</source>
        <translation>カナリアのアドレスが使えません。</translation>
    </message>
    <message>
        <source>No connection to {host}.</source>
        <translation>{host} に接続できません。</translation>
    </message>
    <message>
        <source>Something else answers in the name of {host}.</source>
        <translation>{host} の名前で別のものが応答しています。</translation>
    </message>
    <message>
        <source>The name {host} was found.</source>
        <translation>{host} の名前が見つかりました。</translation>
    </message>
    <message>
        <source>The name {host} was not found.</source>
        <translation>{host} という名前が見つかりませんでした。</translation>
    </message>
    <message>
        <source>Write it like &apos;http://intranet.example/ok.txt 200 ok&apos;.</source>
        <translation>「http://intranet.example/ok.txt 200 ok」のように書いてください。</translation>
    </message>
    <message>
        <source>{host} answers as it should.</source>
        <translation>{host} は正しく応答しています。</translation>
    </message>
    <message>
        <source>{host} is there.</source>
        <translation>{host} に届きます。</translation>
    </message>
    <message>
        <source>A probe may only read.</source>
        <translation>監視では読み取りしかできません。</translation>
    </message>
    <message>
        <source>Choose GET or HEAD as method.</source>
        <translation>メソッドには GET か HEAD を選んでください。</translation>
    </message>
    <message>
        <source>Choose TLS or STARTTLS instead.</source>
        <translation>TLS か STARTTLS を選んでください。</translation>
    </message>
    <message>
        <source>Choose one of {known}.</source>
        <translation>{known} から選んでください。</translation>
    </message>
    <message>
        <source>Choose tls, starttls or none.</source>
        <translation>tls、starttls、none のいずれかを選んでください。</translation>
    </message>
    <message>
        <source>Enter the IMAP or the SMTP server.</source>
        <translation>IMAP または SMTP サーバーを入力してください。</translation>
    </message>
    <message>
        <source>The mail connection names no server.</source>
        <translation>メールの接続にサーバーが指定されていません。</translation>
    </message>
    <message>
        <source>The password is not sent over an unprotected connection.</source>
        <translation>保護されていない接続ではパスワードを送りません。</translation>
    </message>
    <message>
        <source>The setting &apos;{which}_security&apos; cannot be that.</source>
        <translation>設定「{which}_security」にその値は使えません。</translation>
    </message>
    <message>
        <source>There is no kind of connection &apos;{kind}&apos;.</source>
        <translation>「{kind}」という種類の接続はありません。</translation>
    </message>
    <message>
        <source>{host} answers.</source>
        <translation>{host} が応答しています。</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>問題ありません。</translation>
    </message>
    <message>
        <source>It answers, but slowly.</source>
        <translation>応答していますが、遅くなっています。</translation>
    </message>
    <message>
        <source>Waited in vain for {waited}, {limit} s.</source>
        <translation>{waited}を {limit} 秒待ちましたが、得られませんでした。</translation>
    </message>
    <message>
        <source>a connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>a secure connection</source>
        <translation>安全な接続</translation>
    </message>
    <message>
        <source>an answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>an answer to our sign-in</source>
        <translation>サインインへの応答</translation>
    </message>
    <message>
        <source>its greeting</source>
        <translation>最初のあいさつ</translation>
    </message>
    <message>
        <source>its name to be found</source>
        <translation>名前の検索</translation>
    </message>
    <message>
        <source>the system</source>
        <translation>システムの反応</translation>
    </message>
    <message>
        <source>The connection to {host} broke while mail was handed over.</source>
        <translation>メールを渡している途中で {host} との接続が切れました。</translation>
    </message>
    <message>
        <source>Ask the recipient whether it arrived.</source>
        <translation>届いたかどうかを相手に確認してください。</translation>
    </message>
    <message>
        <source>A mail server cannot tell what became of a mail.</source>
        <translation>メールがどうなったかをメールサーバーに問い合わせることはできません。</translation>
    </message>
    <message>
        <source>{host} takes mail only from who signs in.</source>
        <translation>{host} はサインインした相手からのメールだけを受け付けます。</translation>
    </message>
    <message>
        <source>Give user name and password in the connection&apos;s settings.</source>
        <translation>接続の設定でユーザー名とパスワードを入力してください。</translation>
    </message>
    <message>
        <source>{host} offers no sign-in that this program knows.</source>
        <translation>{host} には、このプログラムで使えるサインイン方法がありません。</translation>
    </message>
    <message>
        <source>Choose TLS or STARTTLS in the connection&apos;s settings, or leave the password empty.</source>
        <translation>接続の設定で TLS か STARTTLS を選ぶか、パスワードを空にしてください。</translation>
    </message>
    <message>
        <source>{host} does not take mail just now.</source>
        <translation>{host} は今メールを受け付けていません。</translation>
    </message>
    <message>
        <source>The mail server does not take mail to this address ({code}).</source>
        <translation>メールサーバーはこのアドレス宛のメールを受け付けません({code})。</translation>
    </message>
    <message>
        <source>Check the address, or use another path.</source>
        <translation>アドレスを確認するか、別の経路を使ってください。</translation>
    </message>
    <message>
        <source>The mail server does not take mail from our address ({code}).</source>
        <translation>メールサーバーはこちらのアドレスからのメールを受け付けません({code})。</translation>
    </message>
    <message>
        <source>Check the sender&apos;s address in the connection&apos;s settings.</source>
        <translation>接続の設定で差出人のアドレスを確認してください。</translation>
    </message>
    <message>
        <source>The mail server does not take this mail ({code}).</source>
        <translation>メールサーバーはこのメールを受け付けません({code})。</translation>
    </message>
    <message>
        <source>Use another path, or ask IT why.</source>
        <translation>別の経路を使うか、IT 部門に理由を確認してください。</translation>
    </message>
    <message>
        <source>This is no address mail can go to.</source>
        <translation>メールを送れるアドレスではありません。</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>アドレスを確認してください。</translation>
    </message>
    <message>
        <source>No mail server is connected that takes mail.</source>
        <translation>メールを送信できるメールサーバーが接続されていません。</translation>
    </message>
    <message>
        <source>Add its SMTP server in the settings.</source>
        <translation>設定で SMTP サーバーを追加してください。</translation>
    </message>
    <message>
        <source>The helpdesk answers and knows us.</source>
        <translation>ヘルプデスクが応答し、サインインできています。</translation>
    </message>
    <message>
        <source>The helpdesk answers.</source>
        <translation>ヘルプデスクが応答しています。</translation>
    </message>
    <message>
        <source>{host} does not answer like Request Tracker.</source>
        <translation>{host} の応答は Request Tracker のものではありません。</translation>
    </message>
    <message>
        <source>Slack answers and knows us.</source>
        <translation>Slack が応答し、サインインできています。</translation>
    </message>
    <message>
        <source>Slack answers that it cannot work now.</source>
        <translation>Slack は今は動作できないと応答しています。</translation>
    </message>
    <message>
        <source>Slack answers, but asks us to wait.</source>
        <translation>Slack は応答していますが、待つように求めています。</translation>
    </message>
    <message>
        <source>Slack answers, but cannot check sign-ins now.</source>
        <translation>Slack は応答していますが、今はサインインを確認できません。</translation>
    </message>
    <message>
        <source>Slack answers, but does not accept our token.</source>
        <translation>Slack は応答していますが、トークンが受け付けられません。</translation>
    </message>
    <message>
        <source>Slack answers.</source>
        <translation>Slack が応答しています。</translation>
    </message>
    <message>
        <source>Slack reports no incident, which proves nothing.</source>
        <translation>Slack の障害情報はありません（正常の証明にはなりません）。</translation>
    </message>
    <message>
        <source>Slack reports: {title}</source>
        <translation>Slack の発表: {title}</translation>
    </message>
    <message>
        <source>{host} does not answer like Slack.</source>
        <translation>{host} の応答は Slack のものではありません。</translation>
    </message>
    <message>
        <source>{host} is not Slack&apos;s status page.</source>
        <translation>{host} は Slack のステータスページではありません。</translation>
    </message>
    <message>
        <source>The SMS gateway answers.</source>
        <translation>SMS ゲートウェイが応答しています。</translation>
    </message>
    <message>
        <source>Another gateway did not take it.</source>
        <translation>別のゲートウェイで送信できませんでした。</translation>
    </message>
    <message>
        <source>No SMS gateway serves the country of this number.</source>
        <translation>この番号の国に対応するSMSゲートウェイがありません。</translation>
    </message>
    <message>
        <source>Add the country to a gateway in the settings, or call instead.</source>
        <translation>設定でゲートウェイの対象の国に追加するか、電話してください。</translation>
    </message>
    <message>
        <source>&apos;{country}&apos; is no two-letter code of a country.</source>
        <translation>「{country}」は2文字の国コードではありません。</translation>
    </message>
    <message>
        <source>Correct the path in the connection&apos;s settings, or set SMSD up.</source>
        <translation>接続の設定でパスを直すか、SMSDを設定してください。</translation>
    </message>
    <message>
        <source>Correct the path, or make the tables with the SQL file that comes with SMSD.</source>
        <translation>パスを直すか、SMSDに付属のSQLファイルで表を作成してください。</translation>
    </message>
    <message>
        <source>Gammu SMSD does not run, or it has lost its modem.</source>
        <translation>Gammu SMSDが動いていないか、モデムとの接続が切れています。</translation>
    </message>
    <message>
        <source>Give your user the right to read and write the file and its folder, through SMSD&apos;s group for instance.</source>
        <translation>SMSDのグループに加えるなどして、ファイルとフォルダーの読み書きの権限を与えてください。</translation>
    </message>
    <message>
        <source>It is SMSD&apos;s, version {version}.</source>
        <translation>SMSDのデータベースです（バージョン{version}）。</translation>
    </message>
    <message>
        <source>It is in the network {network}.</source>
        <translation>接続中の通信網は{network}です。</translation>
    </message>
    <message>
        <source>Make room there.</source>
        <translation>空き容量を確保してください。</translation>
    </message>
    <message>
        <source>SMSD does not send with this modem.</source>
        <translation>SMSDはこのモデムから送信しない設定です。</translation>
    </message>
    <message>
        <source>SMSD has not told of its modem for {seconds} s.</source>
        <translation>SMSDから{seconds}秒間、モデムの報告がありません。</translation>
    </message>
    <message>
        <source>SMSD has told of no modem yet.</source>
        <translation>SMSDからモデムの報告がまだありません。</translation>
    </message>
    <message>
        <source>SMSD takes messages in.</source>
        <translation>SMSDはメッセージを受信しています。</translation>
    </message>
    <message>
        <source>SMSD takes no messages in with this modem.</source>
        <translation>SMSDはこのモデムで受信しない設定です。</translation>
    </message>
    <message>
        <source>SMSD&apos;s database is locked.</source>
        <translation>SMSDのデータベースがロックされています。</translation>
    </message>
    <message>
        <source>Start SMSD, and look at its log.</source>
        <translation>SMSDを起動し、ログを確認してください。</translation>
    </message>
    <message>
        <source>Start SMSD, and look at the modem&apos;s cable.</source>
        <translation>SMSDを起動し、モデムのケーブルを確認してください。</translation>
    </message>
    <message>
        <source>Take &apos;Receive = False&apos; out of its configuration.</source>
        <translation>SMSDの設定から「Receive = False」を外してください。</translation>
    </message>
    <message>
        <source>Take &apos;Send = False&apos; out of its configuration.</source>
        <translation>SMSDの設定から「Send = False」を外してください。</translation>
    </message>
    <message>
        <source>The console looks whether the message is there.</source>
        <translation>メッセージが登録されているかを確認します。</translation>
    </message>
    <message>
        <source>The console may not use SMSD&apos;s database.</source>
        <translation>SMSDのデータベースを使う権限がありません。</translation>
    </message>
    <message>
        <source>The console may write there.</source>
        <translation>書き込みができます。</translation>
    </message>
    <message>
        <source>This needs a supervisor&apos;s station.</source>
        <translation>この操作には管理者の端末が必要です。</translation>
    </message>
    <message>
        <source>Ask a supervisor to do it at theirs.</source>
        <translation>管理者に、その端末で行うよう依頼してください。</translation>
    </message>
    <message>
        <source>The database is there.</source>
        <translation>データベースが見つかりました。</translation>
    </message>
    <message>
        <source>The disk with SMSD&apos;s database is full.</source>
        <translation>SMSDのデータベースがあるディスクに空きがありません。</translation>
    </message>
    <message>
        <source>The file {path} is no database of SMSD.</source>
        <translation>{path}はSMSDのデータベースではありません。</translation>
    </message>
    <message>
        <source>The modem is there; signal {signal}.</source>
        <translation>モデムが接続されています。電波強度は{signal}です。</translation>
    </message>
    <message>
        <source>There is no database of SMSD at {path}.</source>
        <translation>{path}にSMSDのデータベースがありません。</translation>
    </message>
    <message>
        <source>Write codes like GB, FR, JP, or nothing for all countries.</source>
        <translation>GB, FR, JPのように入力してください。空欄にすると、すべての国が対象です。</translation>
    </message>
    <message>
        <source>Writing to SMSD&apos;s database failed at the last moment.</source>
        <translation>SMSDのデータベースへの書き込みが最後に失敗しました。</translation>
    </message>
    <message>
        <source>It goes over this one.</source>
        <translation>このゲートウェイから送信します。</translation>
    </message>
    <message>
        <source>The SMS gateway&apos;s core answers.</source>
        <translation>SMS ゲートウェイの本体が応答しています。</translation>
    </message>
    <message>
        <source>{host} answers with a web page: that is not Kannel.</source>
        <translation>{host} はウェブページを返しました。Kannel ではありません。</translation>
    </message>
    <message>
        <source>{host} does not answer like Kannel.</source>
        <translation>{host} の応答は Kannel のものではありません。</translation>
    </message>
    <message>
        <source>The vendor reports no incident, which proves nothing.</source>
        <translation>提供元の障害情報はありません（正常の証明にはなりません）。</translation>
    </message>
    <message>
        <source>The vendor reports: {problem}</source>
        <translation>提供元の発表: {problem}</translation>
    </message>
    <message>
        <source>{host} is not a status page of the known kind.</source>
        <translation>{host} は対応している種類のステータスページではありません。</translation>
    </message>
    <message>
        <source>Check the address, or your own network.</source>
        <translation>アドレスか、ご自分のネットワークを確認してください。</translation>
    </message>
    <message>
        <source>Check the port and the security setting.</source>
        <translation>ポートと暗号化の設定を確認してください。</translation>
    </message>
    <message>
        <source>Check the port.</source>
        <translation>ポートを確認してください。</translation>
    </message>
    <message>
        <source>Choose a PEM file in the connection&apos;s settings.</source>
        <translation>接続の設定で PEM ファイルを選んでください。</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>自動的に再試行します。</translation>
    </message>
    <message>
        <source>A message&apos;s id cannot be used at the hub.</source>
        <translation>メッセージの ID をハブで使えません。</translation>
    </message>
    <message>
        <source>A message&apos;s kind cannot be used at the hub.</source>
        <translation>メッセージの種類をハブで使えません。</translation>
    </message>
    <message>
        <source>A value&apos;s key cannot be used at the hub.</source>
        <translation>値のキーをハブで使えません。</translation>
    </message>
    <message>
        <source>Ask a supervisor, or whoever runs the hub about its rights.</source>
        <translation>責任者に頼むか、この端末の権限をハブの管理者に確認してください。</translation>
    </message>
    <message>
        <source>Ask whoever runs the hub for a new station file; this one may have been withdrawn.</source>
        <translation>ハブの管理者に新しい端末ファイルを依頼してください。今のものは取り消された可能性があります。</translation>
    </message>
    <message>
        <source>Check the address; something else than a hub may listen there.</source>
        <translation>アドレスを確認してください。ハブ以外のものが応答している可能性があります。</translation>
    </message>
    <message>
        <source>Connect the hub with the station file again.</source>
        <translation>端末ファイルを使って、ハブをもう一度接続してください。</translation>
    </message>
    <message>
        <source>Make it shorter and do it again.</source>
        <translation>短くして、もう一度実行してください。</translation>
    </message>
    <message>
        <source>NATS {version}, {count} messages so far.</source>
        <translation>NATS {version}、これまでのメッセージ {count} 件。</translation>
    </message>
    <message>
        <source>No secure connection to {host} could be made.</source>
        <translation>{host} と安全な接続ができませんでした。</translation>
    </message>
    <message>
        <source>Nothing answers at {host}.</source>
        <translation>{host} から応答がありません。</translation>
    </message>
    <message>
        <source>Tell whoever runs the hub.</source>
        <translation>ハブの管理者に知らせてください。</translation>
    </message>
    <message>
        <source>The certificate of the hub&apos;s authority cannot be read.</source>
        <translation>ハブの認証局の証明書を読み取れません。</translation>
    </message>
    <message>
        <source>The clocks of the hub and of this computer differ. Set this computer&apos;s right.</source>
        <translation>ハブとこのコンピューターの時計がずれています。このコンピューターの時計を合わせてください。</translation>
    </message>
    <message>
        <source>The connection to the hub is lost.</source>
        <translation>ハブとの接続が切れました。</translation>
    </message>
    <message>
        <source>The hub answers, NATS {version}.</source>
        <translation>ハブは応答しています（NATS {version}）。</translation>
    </message>
    <message>
        <source>The hub did not answer, so it is not known whether it has this.</source>
        <translation>ハブから応答がないため、届いたかどうかわかりません。</translation>
    </message>
    <message>
        <source>The hub does not allow this station to do this.</source>
        <translation>ハブは、この端末にこの操作を許可していません。</translation>
    </message>
    <message>
        <source>The hub does not let this station in.</source>
        <translation>ハブがこの端末の接続を受け付けません。</translation>
    </message>
    <message>
        <source>The hub has no address.</source>
        <translation>ハブのアドレスがありません。</translation>
    </message>
    <message>
        <source>The hub refused this: {said}.</source>
        <translation>ハブに拒否されました: {said}。</translation>
    </message>
    <message>
        <source>The hub runs, but has nowhere to keep what it is given.</source>
        <translation>ハブは動いていますが、受け取ったものを保存する場所がありません。</translation>
    </message>
    <message>
        <source>The hub&apos;s address cannot be used.</source>
        <translation>ハブのアドレスを使えません。</translation>
    </message>
    <message>
        <source>The hub&apos;s address or certificate cannot be used.</source>
        <translation>ハブのアドレスまたは証明書を使えません。</translation>
    </message>
    <message>
        <source>The hub&apos;s disk is full.</source>
        <translation>ハブのディスクがいっぱいです。</translation>
    </message>
    <message>
        <source>The name {host} is not known.</source>
        <translation>{host} という名前が見つかりません。</translation>
    </message>
    <message>
        <source>The station&apos;s key for the hub is missing.</source>
        <translation>ハブ用のこの端末の鍵がありません。</translation>
    </message>
    <message>
        <source>This is a fault of the program; report it.</source>
        <translation>プログラムの不具合です。報告してください。</translation>
    </message>
    <message>
        <source>This is too large for the hub, which takes half a megabyte at once.</source>
        <translation>大きすぎてハブに送れません。一度に送れるのは 0.5 MB までです。</translation>
    </message>
    <message>
        <source>This station may speak as {rights}.</source>
        <translation>この端末は {rights} として発信できます。</translation>
    </message>
    <message>
        <source>This station works alone, without a hub.</source>
        <translation>この端末はハブなしで単独で動いています。</translation>
    </message>
    <message>
        <source>Whoever runs the hub has to make room; what waits here is kept.</source>
        <translation>ハブの管理者が空き容量を増やす必要があります。ここで待っているものは保存されています。</translation>
    </message>
    <message>
        <source>Whoever runs the hub has to start it with &apos;fallback-console hub serve&apos;, or run &apos;fallback-console hub streams&apos;.</source>
        <translation>ハブの管理者が「fallback-console hub serve」で起動するか、「fallback-console hub streams」を実行する必要があります。</translation>
    </message>
    <message>
        <source>Whoever runs the hub has to switch TLS on; nothing was sent.</source>
        <translation>ハブの管理者が TLS を有効にする必要があります。何も送信していません。</translation>
    </message>
    <message>
        <source>{host} does not answer as a hub.</source>
        <translation>{host} はハブとして応答しません。</translation>
    </message>
    <message>
        <source>{host} offers no secure connection.</source>
        <translation>{host} は安全な接続に対応していません。</translation>
    </message>
    <message>
        <source>Tell IT.</source>
        <translation>IT 担当に連絡してください。</translation>
    </message>
    <message>
        <source>The file with the certificate authorities cannot be read.</source>
        <translation>認証局のファイルを読み込めません。</translation>
    </message>
    <message>
        <source>{host} ended the connection.</source>
        <translation>{host} が接続を切りました。</translation>
    </message>
    <message>
        <source>{host} refused the connection.</source>
        <translation>{host} が接続を拒否しました。</translation>
    </message>
    <message>
        <source>{host} sends something without end.</source>
        <translation>{host} がデータを送り続けています。</translation>
    </message>
    <message>
        <source>{host} sent something before the secure connection began.</source>
        <translation>安全な接続が始まる前に {host} がデータを送ってきました。</translation>
    </message>
    <message>
        <source>{host} answers on port {port}.</source>
        <translation>{host} がポート {port} で応答しています。</translation>
    </message>
    <message>
        <source>{host} does not greet as it should.</source>
        <translation>{host} の最初のあいさつが正しくありません。</translation>
    </message>
    <message>
        <source>The number of days for closed cases is not a number.</source>
        <translation>完了した案件の日数が数ではありません。</translation>
    </message>
    <message>
        <source>Write 14, for instance.</source>
        <translation>たとえば 14 と入力してください。</translation>
    </message>
    <message>
        <source>A rehearsal may only talk to the simulated systems on this machine.</source>
        <translation>訓練で使えるのは、このコンピューター上の模擬システムだけです。</translation>
    </message>
    <message>
        <source>Leave the rehearsal to work with real systems.</source>
        <translation>本物のシステムを使うには訓練を終えてください。</translation>
    </message>
    <message>
        <source>No answer within {limit} s.</source>
        <translation>{limit} 秒以内に応答がありませんでした。</translation>
    </message>
    <message>
        <source>Take at least {count} characters.</source>
        <translation>{count} 文字以上にしてください。</translation>
    </message>
    <message>
        <source>The passphrase of the lock is too short.</source>
        <translation>ロックのパスフレーズが短すぎます。</translation>
    </message>
    <message>
        <source>{vendor} answers; the balance is {balance}.</source>
        <translation>{vendor} が応答しています。残高は {balance} です。</translation>
    </message>
    <message>
        <source>{vendor} answers.</source>
        <translation>{vendor} が応答しています。</translation>
    </message>
    <message>
        <source>The answer is not what {vendor} promises.</source>
        <translation>応答が {vendor} の仕様と異なります。</translation>
    </message>
    <message>
        <source>The sign-in is none, basic or bearer, and the answer json or text.</source>
        <translation>サインインは none、basic、bearer のいずれか、応答は json か text にしてください。</translation>
    </message>
    <message>
        <source>Whether the gateway takes it, only a message shows: send one to yourself.</source>
        <translation>ゲートウェイが受け付けるかどうかは、送信してみないと分かりません。自分宛てに1通送ってください。</translation>
    </message>
    <message>
        <source>The gateway&apos;s secret is missing.</source>
        <translation>ゲートウェイのシークレットがありません。</translation>
    </message>
    <message>
        <source>The template is complete: {method}, {kind}.</source>
        <translation>テンプレートに不足はありません：{method}、{kind}。</translation>
    </message>
    <message>
        <source>Enter this address at the gateway for messages that come in: {address}</source>
        <translation>受信メッセージの通知先として、ゲートウェイに次のアドレスを設定してください：{address}</translation>
    </message>
    <message>
        <source>A message is sent by POST, PUT or GET.</source>
        <translation>送信方法は POST、PUT、GET のいずれかです。</translation>
    </message>
    <message>
        <source>The body is json, form or none.</source>
        <translation>本文は json、form、none のいずれかです。</translation>
    </message>
    <message>
        <source>A secret seems to stand in the template.</source>
        <translation>テンプレートにシークレットが直接書かれているようです。</translation>
    </message>
    <message>
        <source>Write {secret} in its place and enter it as the connection&apos;s password: then it is kept in the keychain.</source>
        <translation>代わりに {secret} と書き、値は接続のパスワードに入力してください。キーチェーンに保存されます。</translation>
    </message>
    <message>
        <source>It has to look like https://sms.example.com/send, with places behind the host only.</source>
        <translation>https://sms.example.com/send のような形にし、差し込み箇所はホストより後ろに置いてください。</translation>
    </message>
    <message>
        <source>The secret would stand in the address, which is written into the logs of everything on the way.</source>
        <translation>シークレットがアドレスに含まれると、途中のすべての機器のログに残ります。</translation>
    </message>
    <message>
        <source>Put {secret} into a header or the body, or say that the gateway wants it so.</source>
        <translation>{secret} をヘッダーか本文に入れるか、ゲートウェイがそれを求めていると指定してください。</translation>
    </message>
    <message>
        <source>The text cannot stand in a header.</source>
        <translation>メッセージをヘッダーに入れることはできません。</translation>
    </message>
    <message>
        <source>Put it into the body of the template.</source>
        <translation>テンプレートの本文に入れてください。</translation>
    </message>
    <message>
        <source>A header is written as &apos;Name: value&apos;, one a line.</source>
        <translation>ヘッダーは1行に1つ「名前: 値」の形で書いてください。</translation>
    </message>
    <message>
        <source>A brace in the template has no partner.</source>
        <translation>テンプレートの波かっこが対になっていません。</translation>
    </message>
    <message>
        <source>Put it where the gateway expects it.</source>
        <translation>ゲートウェイが求める位置に入れてください。</translation>
    </message>
    <message>
        <source>A value cannot be sent in a header.</source>
        <translation>ヘッダーでは送れない値があります。</translation>
    </message>
    <message>
        <source>The body of the template is not JSON.</source>
        <translation>テンプレートの本文がJSONではありません。</translation>
    </message>
    <message>
        <source>Places stand between quotes: &quot;{text}&quot;.</source>
        <translation>差し込み箇所は引用符で囲んでください：&quot;{text}&quot;。</translation>
    </message>
    <message>
        <source>The template has no place {place}.</source>
        <translation>テンプレートに {place} がありません。</translation>
    </message>
    <message>
        <source>The template has an unknown place {place}.</source>
        <translation>テンプレートに不明な差し込み箇所 {place} があります。</translation>
    </message>
    <message>
        <source>Known are: {known}.</source>
        <translation>使えるもの：{known}。</translation>
    </message>
    <message>
        <source>{vendor} accepts the sign-in.</source>
        <translation>{vendor} へのサインインに成功しました。</translation>
    </message>
    <message>
        <source>The sender is no number of this account.</source>
        <translation>発信者はこのアカウントの番号ではありません。</translation>
    </message>
    <message>
        <source>Enter one that is, or a messaging service.</source>
        <translation>アカウントの番号か、メッセージングサービスを入力してください。</translation>
    </message>
    <message>
        <source>The account&apos;s token, or the secret of the API key, is missing.</source>
        <translation>アカウントのトークン、またはAPIキーのシークレットがありません。</translation>
    </message>
    <message>
        <source>Copy it from the first page of Twilio&apos;s console; calls are signed with the token in any case.</source>
        <translation>Twilioコンソールの最初のページからコピーしてください。呼び出しの署名には必ずトークンが使われます。</translation>
    </message>
    <message>
        <source>Ask again in a minute.</source>
        <translation>1分後にもう一度確認してください。</translation>
    </message>
    <message>
        <source>{vendor} does not have the message, but may still be about to take it.</source>
        <translation>{vendor} にメッセージはまだありませんが、これから受け付ける可能性があります。</translation>
    </message>
    <message>
        <source>The sender belongs to the account.</source>
        <translation>発信者はアカウントの番号です。</translation>
    </message>
    <message>
        <source>The account&apos;s SID must begin with AC, with 32 letters and digits behind it.</source>
        <translation>アカウントSIDは AC に続く32文字の英数字です。</translation>
    </message>
    <message>
        <source>Copy it from the first page of Twilio&apos;s console.</source>
        <translation>Twilioコンソールの最初のページからコピーしてください。</translation>
    </message>
    <message>
        <source>The sender must be a number, a name of at most 11 letters, or a messaging service (MG…).</source>
        <translation>発信者は、番号、11文字以内の名前、メッセージングサービス（MG…）のいずれかにしてください。</translation>
    </message>
    <message>
        <source>The address at which the gateway can call this computer is missing.</source>
        <translation>ゲートウェイがこのPCを呼び出すアドレスがありません。</translation>
    </message>
    <message>
        <source>Enter it as &apos;callback_url&apos;, or switch calls off: the console then asks regularly.</source>
        <translation>「ゲートウェイが呼び出すアドレス」に入力するか、呼び出しを無効にしてください。無効の場合は定期的に問い合わせます。</translation>
    </message>
    <message>
        <source>Ask whoever keeps the account; what waits goes on by itself afterwards.</source>
        <translation>アカウントの管理者に確認してください。解決後、待機中のものは自動で再開します。</translation>
    </message>
    <message>
        <source>Top it up; what waits goes on by itself afterwards.</source>
        <translation>チャージしてください。その後、待機中のものは自動で再開します。</translation>
    </message>
    <message>
        <source>Check the number, or call instead.</source>
        <translation>番号を確認するか、電話してください。</translation>
    </message>
    <message>
        <source>This number asked for no more text messages.</source>
        <translation>この番号はSMSの受信を停止しています。</translation>
    </message>
    <message>
        <source>The person asked for no more text messages.</source>
        <translation>この人はSMSの受信を停止しています。</translation>
    </message>
    <message>
        <source>It waits for the end of the recipient&apos;s quiet hours.</source>
        <translation>相手の連絡を控える時間帯が終わるのを待っています。</translation>
    </message>
    <message>
        <source>Send it now if it cannot wait.</source>
        <translation>待てない場合は、すぐに送信してください。</translation>
    </message>
    <message>
        <source>Call instead, or write through the helpdesk.</source>
        <translation>電話するか、ヘルプデスクから返信してください。</translation>
    </message>
    <message>
        <source>Have the country permitted there, or call instead.</source>
        <translation>提供元でその国への送信を許可するか、電話してください。</translation>
    </message>
    <message>
        <source>Look the code up in the vendor&apos;s list of errors.</source>
        <translation>提供元のエラー一覧でコードを確認してください。</translation>
    </message>
    <message>
        <source>The balance is {balance}.</source>
        <translation>残高は {balance} です。</translation>
    </message>
    <message>
        <source>{vendor} does not accept the sign-in.</source>
        <translation>{vendor} にサインインできません。</translation>
    </message>
    <message>
        <source>The account at {vendor} is suspended or may not send text messages.</source>
        <translation>{vendor} のアカウントが停止されているか、SMSの送信が許可されていません。</translation>
    </message>
    <message>
        <source>The credit at {vendor} is used up.</source>
        <translation>{vendor} の残高がありません。</translation>
    </message>
    <message>
        <source>{vendor} takes no messages just now.</source>
        <translation>{vendor} は現在メッセージを受け付けていません。</translation>
    </message>
    <message>
        <source>{vendor} does not send to this number.</source>
        <translation>{vendor} からこの番号へは送信できません。</translation>
    </message>
    <message>
        <source>The account at {vendor} does not send to this country.</source>
        <translation>{vendor} のアカウントではこの国へ送信できません。</translation>
    </message>
    <message>
        <source>{vendor} does not take the sender.</source>
        <translation>{vendor} がこの発信者を受け付けません。</translation>
    </message>
    <message>
        <source>{vendor} does not take this text.</source>
        <translation>{vendor} がこの文面を受け付けません。</translation>
    </message>
    <message>
        <source>{vendor} refuses the message, code {code}.</source>
        <translation>{vendor} がメッセージを拒否しました（コード {code}）。</translation>
    </message>
    <message>
        <source>{vendor} reported a fault of its own.</source>
        <translation>{vendor} 側で障害が発生しました。</translation>
    </message>
    <message>
        <source>Only {taken} of {count} parts of the message were taken by {vendor}.</source>
        <translation>{vendor} が受け付けたのは、メッセージ {count} 通分のうち {taken} 通分だけです。</translation>
    </message>
    <message>
        <source>{vendor} cannot tell whether it took the message.</source>
        <translation>{vendor} がメッセージを受け付けたかどうかは確認できません。</translation>
    </message>
    <message>
        <source>Top it up, or set &apos;low_balance&apos; lower.</source>
        <translation>チャージするか、警告する残高を下げてください。</translation>
    </message>
    <message>
        <source>The secret of the API key is missing.</source>
        <translation>APIキーのシークレットがありません。</translation>
    </message>
    <message>
        <source>The secret that signs the gateway&apos;s calls is missing.</source>
        <translation>ゲートウェイの呼び出しに署名するシークレットがありません。</translation>
    </message>
    <message>
        <source>Copy it from the vendor&apos;s dashboard, or set &apos;signature_method&apos; to none.</source>
        <translation>提供元のダッシュボードからコピーするか、署名を「なし」にしてください。</translation>
    </message>
    <message>
        <source>The sender must be a number or at most 15 plain letters.</source>
        <translation>発信者は番号、または15文字以内の英数字にしてください。</translation>
    </message>
    <message>
        <source>There is no such way to sign calls.</source>
        <translation>その署名方式はありません。</translation>
    </message>
    <message>
        <source>Enter it as &apos;callback_url&apos;, or switch calls off: receipts and answers are then not taken in.</source>
        <translation>「ゲートウェイが呼び出すアドレス」に入力するか、呼び出しを無効にしてください。無効の場合、受領通知と返信は届きません。</translation>
    </message>
    <message>
        <source>Update the console, or remove the connection.</source>
        <translation>コンソールを更新するか、この接続を削除してください。</translation>
    </message>
    <message>
        <source>Down when the program was started.</source>
        <translation>プログラムの開始時に停止していました。</translation>
    </message>
    <message>
        <source>Not looked at yet since waking up.</source>
        <translation>スリープ復帰後、まだ確認していません。</translation>
    </message>
    <message>
        <source>This station itself is offline.</source>
        <translation>このコンピューター自体がオフラインです。</translation>
    </message>
    <message>
        <source>Import them from a file.</source>
        <translation>ファイルから取り込んでください。</translation>
    </message>
    <message>
        <source>Ask RT&apos;s administrator for the right AdminUsers.</source>
        <translation>RT の管理者に AdminUsers 権限を依頼してください。</translation>
    </message>
    <message>
        <source>Request Tracker does not show this sign-in other people&apos;s numbers.</source>
        <translation>このサインインでは Request Tracker のほかの人の電話番号を参照できません。</translation>
    </message>
    <message>
        <source>Request Tracker has too many users to read at once.</source>
        <translation>Request Tracker のユーザーが多すぎて一度に読み込めません。</translation>
    </message>
    <message>
        <source>No helpdesk is connected.</source>
        <translation>ヘルプデスクが接続されていません。</translation>
    </message>
    <message>
        <source>Connect it in the settings first.</source>
        <translation>先に設定で接続してください。</translation>
    </message>
    <message>
        <source>A sign-in does not belong into the address.</source>
        <translation>アドレスにサインイン情報を含めることはできません。</translation>
    </message>
    <message>
        <source>Ask its administrator for a higher limit for this sign-in, or narrow it down with base and filter.</source>
        <translation>管理者にこのアカウントの上限の引き上げを依頼するか、検索ベースとフィルターで絞り込んでください。</translation>
    </message>
    <message>
        <source>At least {count} people can be seen; of these {reachable} with a number.</source>
        <translation>少なくとも {count} 人を参照できます。そのうち電話番号があるのは {reachable} 人です。</translation>
    </message>
    <message>
        <source>Begin the address with ldaps://, or ask IT.</source>
        <translation>アドレスを ldaps:// で始めるか、IT 部門に確認してください。</translation>
    </message>
    <message>
        <source>Begin the address with ldaps://, or use StartTLS.</source>
        <translation>アドレスを ldaps:// で始めるか、StartTLS を使ってください。</translation>
    </message>
    <message>
        <source>Check address and port: ldaps and ldap with StartTLS have different ones.</source>
        <translation>アドレスとポートを確認してください。ldaps と、StartTLS を使う ldap ではポートが異なります。</translation>
    </message>
    <message>
        <source>Check base and filter, and what the sign-in may read.</source>
        <translation>検索ベースとフィルター、およびアカウントの閲覧権限を確認してください。</translation>
    </message>
    <message>
        <source>Check the base and the name of the sign-in.</source>
        <translation>検索ベースとサインイン名を確認してください。</translation>
    </message>
    <message>
        <source>Check the base, and the rights of the sign-in.</source>
        <translation>検索ベースと、アカウントの権限を確認してください。</translation>
    </message>
    <message>
        <source>Check the name of the sign-in and its password.</source>
        <translation>サインイン名とパスワードを確認してください。</translation>
    </message>
    <message>
        <source>Give the name and password of an account that may read.</source>
        <translation>閲覧できるアカウントの名前とパスワードを入力してください。</translation>
    </message>
    <message>
        <source>It keeps {branches}.</source>
        <translation>このサーバーにあるもの：{branches}。</translation>
    </message>
    <message>
        <source>Its password has expired: have it renewed.</source>
        <translation>パスワードの有効期限が切れています。更新を依頼してください。</translation>
    </message>
    <message>
        <source>More than {count} entries match.</source>
        <translation>該当するエントリーが {count} 件を超えています。</translation>
    </message>
    <message>
        <source>Name the server that does, or another base.</source>
        <translation>それを持つサーバーか、別の検索ベースを指定してください。</translation>
    </message>
    <message>
        <source>Narrow it down with base and filter.</source>
        <translation>検索ベースとフィルターで絞り込んでください。</translation>
    </message>
    <message>
        <source>No sign-in was asked for.</source>
        <translation>サインインせずに接続しました。</translation>
    </message>
    <message>
        <source>Sign in with an account that may read people.</source>
        <translation>連絡先を閲覧できるアカウントでサインインしてください。</translation>
    </message>
    <message>
        <source>Nothing was kept of it.</source>
        <translation>何も保存されていません。</translation>
    </message>
    <message>
        <source>Reading the directory was stopped.</source>
        <translation>ディレクトリの読み込みを中止しました。</translation>
    </message>
    <message>
        <source>The account has expired: use another one.</source>
        <translation>アカウントの有効期限が切れています。別のアカウントを使ってください。</translation>
    </message>
    <message>
        <source>The account is disabled: use another one.</source>
        <translation>アカウントが無効になっています。別のアカウントを使ってください。</translation>
    </message>
    <message>
        <source>The account is locked: have it unlocked, or wait.</source>
        <translation>アカウントがロックされています。解除を依頼するか、しばらくお待ちください。</translation>
    </message>
    <message>
        <source>The account may not sign in now, or not from here.</source>
        <translation>このアカウントは今の時間帯、またはこの場所からはサインインできません。</translation>
    </message>
    <message>
        <source>The address ends with the host or the port.</source>
        <translation>アドレスはホスト名またはポートまでにしてください。</translation>
    </message>
    <message>
        <source>The base is no distinguished name.</source>
        <translation>検索ベースが識別名（DN）の形式ではありません。</translation>
    </message>
    <message>
        <source>The branch in which to look is not said.</source>
        <translation>検索する場所（検索ベース）が指定されていません。</translation>
    </message>
    <message>
        <source>The directory shows nobody there.</source>
        <translation>その場所には参照できる人がいません。</translation>
    </message>
    <message>
        <source>The filter cannot be understood.</source>
        <translation>フィルターを解釈できません。</translation>
    </message>
    <message>
        <source>The password of the sign-in is missing.</source>
        <translation>サインインのパスワードがありません。</translation>
    </message>
    <message>
        <source>The password would be sent so that others on the way can read it.</source>
        <translation>このままではパスワードが経路上の他人に読み取られるおそれがあります。</translation>
    </message>
    <message>
        <source>This is no address of a directory.</source>
        <translation>ディレクトリのアドレスではありません。</translation>
    </message>
    <message>
        <source>Try again; if it stays, ask whoever runs that system.</source>
        <translation>もう一度お試しください。続くようなら、そのシステムの管理者に確認してください。</translation>
    </message>
    <message>
        <source>Type it, or sign in without a name.</source>
        <translation>パスワードを入力するか、名前なしで接続してください。</translation>
    </message>
    <message>
        <source>Use StartTLS with an address that begins with ldap://.</source>
        <translation>StartTLS は ldap:// で始まるアドレスで使ってください。</translation>
    </message>
    <message>
        <source>Write it as the base, like DC=example,DC=org.</source>
        <translation>DC=example,DC=org のように検索ベースを入力してください。</translation>
    </message>
    <message>
        <source>Write it like (objectClass=person).</source>
        <translation>(objectClass=person) のように入力してください。</translation>
    </message>
    <message>
        <source>Write it like DC=example,DC=org.</source>
        <translation>DC=example,DC=org のように入力してください。</translation>
    </message>
    <message>
        <source>Write it like ldaps://directory.example.org.</source>
        <translation>ldaps://directory.example.org のように入力してください。</translation>
    </message>
    <message>
        <source>Write its name and password where they belong.</source>
        <translation>名前とパスワードはそれぞれの欄に入力してください。</translation>
    </message>
    <message>
        <source>Write the branch to look in as the base.</source>
        <translation>検索する場所は検索ベースの欄に入力してください。</translation>
    </message>
    <message>
        <source>ldaps is secure from its first byte.</source>
        <translation>ldaps は最初から暗号化されています。</translation>
    </message>
    <message>
        <source>{count} people can be seen, {reachable} of them with a number.</source>
        <translation>{count} 人を参照できます。うち {reachable} 人に電話番号があります。</translation>
    </message>
    <message>
        <source>{host} does not answer like a directory.</source>
        <translation>{host} の応答はディレクトリのものではありません。</translation>
    </message>
    <message>
        <source>{host} does not give everybody: it stops at a limit of its own.</source>
        <translation>{host} は全員分を返しません。サーバー側の上限で打ち切られます。</translation>
    </message>
    <message>
        <source>{host} does not keep this branch itself.</source>
        <translation>{host} はこの検索ベースを自身では持っていません。</translation>
    </message>
    <message>
        <source>{host} does not offer StartTLS.</source>
        <translation>{host} は StartTLS に対応していません。</translation>
    </message>
    <message>
        <source>{host} does not take this kind of sign-in.</source>
        <translation>{host} はこの方法のサインインを受け付けません。</translation>
    </message>
    <message>
        <source>{host} finds that a name is not written as it should be.</source>
        <translation>{host} によると、名前の書き方が正しくありません。</translation>
    </message>
    <message>
        <source>{host} has no such branch, or our sign-in may not see it.</source>
        <translation>{host} にこの検索ベースがないか、アカウントに閲覧権限がありません。</translation>
    </message>
    <message>
        <source>{host} says that it is not available now.</source>
        <translation>{host} は現在利用できないと応答しました。</translation>
    </message>
    <message>
        <source>{host} sent more in one answer than is read.</source>
        <translation>{host} の応答が大きすぎます。</translation>
    </message>
    <message>
        <source>{host} takes a sign-in over a secure connection only.</source>
        <translation>{host} は暗号化された接続でのサインインのみ受け付けます。</translation>
    </message>
    <message>
        <source>Ask whoever keeps the account.</source>
        <translation>アカウントの管理者に確認してください。</translation>
    </message>
    <message>
        <source>Calls that come in are answered at the telephone itself.</source>
        <translation>着信には電話機側で応答します。</translation>
    </message>
    <message>
        <source>Check its account and whether the exchange runs.</source>
        <translation>アカウントと、交換機が動作しているかを確認してください。</translation>
    </message>
    <message>
        <source>Connect one in the settings first.</source>
        <translation>先に設定で接続してください。</translation>
    </message>
    <message>
        <source>Correct the number.</source>
        <translation>番号を訂正してください。</translation>
    </message>
    <message>
        <source>Enter 127.0.0.1, or have IT set &apos;remote&apos; to yes where the way there is protected.</source>
        <translation>127.0.0.1 を入力するか、経路が保護されている場合はIT担当に「remote」を yes にしてもらってください。</translation>
    </message>
    <message>
        <source>Enter one into its file &apos;accounts&apos;.</source>
        <translation>ファイル「accounts」にアカウントを入力してください。</translation>
    </message>
    <message>
        <source>Enter one that is.</source>
        <translation>アカウントの番号を入力してください。</translation>
    </message>
    <message>
        <source>Calls need a number of the account to come from.</source>
        <translation>電話には、発信に使うアカウントの番号が必要です。</translation>
    </message>
    <message>
        <source>Enter it as &apos;caller&apos;, with its plus and country, like +15550100, or switch calls off.</source>
        <translation>「caller」に+15550100のように国番号から入力するか、電話をオフにしてください。</translation>
    </message>
    <message>
        <source>Go on at the telephone itself.</source>
        <translation>以降は電話機側で操作してください。</translation>
    </message>
    <message>
        <source>Switch calls on in its settings, or send a text.</source>
        <translation>設定で電話をオンにするか、SMSを送ってください。</translation>
    </message>
    <message>
        <source>This connection to Twilio makes no calls.</source>
        <translation>このTwilio接続では電話をかけません。</translation>
    </message>
    <message>
        <source>Hand it to the system&apos;s dialler, or dial by hand.</source>
        <translation>システムの電話アプリに渡すか、手でダイヤルしてください。</translation>
    </message>
    <message>
        <source>Have the country permitted there.</source>
        <translation>Twilio側でこの国を許可してもらってください。</translation>
    </message>
    <message>
        <source>If your telephone rings, take it; it is not tried again by itself.</source>
        <translation>自分の電話が鳴ったら取ってください。自動ではかけ直しません。</translation>
    </message>
    <message>
        <source>Look at it, and start it again where it stands still.</source>
        <translation>ソフトフォンを確認し、止まっている場合は再起動してください。</translation>
    </message>
    <message>
        <source>Look at it: where it does not ring, start it again, or dial by hand.</source>
        <translation>ソフトフォンを確認し、鳴っていなければ再起動するか、手でダイヤルしてください。</translation>
    </message>
    <message>
        <source>Look at the connections in the settings.</source>
        <translation>設定の接続を確認してください。</translation>
    </message>
    <message>
        <source>Look at the softphone itself.</source>
        <translation>ソフトフォン側を確認してください。</translation>
    </message>
    <message>
        <source>No telephone is connected.</source>
        <translation>電話が接続されていません。</translation>
    </message>
    <message>
        <source>Press them at your own telephone.</source>
        <translation>お手元の電話機で押してください。</translation>
    </message>
    <message>
        <source>Ring back.</source>
        <translation>かけ直してください。</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>再起動してください。</translation>
    </message>
    <message>
        <source>Start it, with its module ctrl_tcp.</source>
        <translation>モジュール ctrl_tcp とともに起動してください。</translation>
    </message>
    <message>
        <source>Take the call there.</source>
        <translation>電話機側で応答してください。</translation>
    </message>
    <message>
        <source>The account at Twilio does not ring this country.</source>
        <translation>Twilioのアカウントでは、この国には発信できません。</translation>
    </message>
    <message>
        <source>The account at Twilio is suspended or may not make calls.</source>
        <translation>Twilioのアカウントが停止されているか、発信が許可されていません。</translation>
    </message>
    <message>
        <source>The answer is not what Twilio promises.</source>
        <translation>応答がTwilioの仕様と異なります。</translation>
    </message>
    <message>
        <source>The call could not be made.</source>
        <translation>電話をかけられませんでした。</translation>
    </message>
    <message>
        <source>Your own telephone was busy or was not answered, so the customer was not rung.</source>
        <translation>ご自分の電話が話し中か応答しなかったため、お客様は呼び出されていません。</translation>
    </message>
    <message>
        <source>The number that customers see belongs to the account.</source>
        <translation>お客様に表示される番号は、このアカウントのものです。</translation>
    </message>
    <message>
        <source>The number that customers see is none of this account.</source>
        <translation>お客様に表示される番号は、このアカウントのものではありません。</translation>
    </message>
    <message>
        <source>The setting &apos;{name}&apos; must be a number with its plus and country.</source>
        <translation>設定「{name}」は、＋と国番号を付けた番号で入力してください。</translation>
    </message>
    <message>
        <source>The softphone answers.</source>
        <translation>ソフトフォンが応答しています。</translation>
    </message>
    <message>
        <source>No softphone answers at {host}, port {port}.</source>
        <translation>{host} のポート {port} でソフトフォンが応答しません。</translation>
    </message>
    <message>
        <source>The softphone at {host}, port {port}, takes connections.</source>
        <translation>{host} のポート {port} のソフトフォンは接続を受け付けています。</translation>
    </message>
    <message>
        <source>The softphone did not carry that out.</source>
        <translation>ソフトフォンが操作を実行しませんでした。</translation>
    </message>
    <message>
        <source>The softphone does not answer.</source>
        <translation>ソフトフォンが応答しません。</translation>
    </message>
    <message>
        <source>The softphone has ended the connection.</source>
        <translation>ソフトフォンが接続を切りました。</translation>
    </message>
    <message>
        <source>The softphone has no account.</source>
        <translation>ソフトフォンにアカウントがありません。</translation>
    </message>
    <message>
        <source>The softphone is not registered as {account}.</source>
        <translation>ソフトフォンが {account} として登録されていません。</translation>
    </message>
    <message>
        <source>The softphone is ready as {account}.</source>
        <translation>ソフトフォンは {account} として使用できます。</translation>
    </message>
    <message>
        <source>The softphone must run on this computer: its control port asks nobody for a password.</source>
        <translation>制御ポートはパスワードを求めないため、ソフトフォンはこのコンピューターで動作している必要があります。</translation>
    </message>
    <message>
        <source>The softphone was told to dial and does not answer.</source>
        <translation>ソフトフォンに発信を指示しましたが、応答がありません。</translation>
    </message>
    <message>
        <source>The telephone &apos;{name}&apos; is not connected.</source>
        <translation>電話「{name}」は接続されていません。</translation>
    </message>
    <message>
        <source>The telephone does not know this call any more.</source>
        <translation>電話側に、この通話の情報がもうありません。</translation>
    </message>
    <message>
        <source>This call does not ring any more.</source>
        <translation>この着信はもう鳴っていません。</translation>
    </message>
    <message>
        <source>These are no keys of a telephone.</source>
        <translation>電話のキーではありません。</translation>
    </message>
    <message>
        <source>Twilio cannot press keys in a call that goes on.</source>
        <translation>Twilioは通話中にキーを送れません。</translation>
    </message>
    <message>
        <source>Use digits, * and #, and a comma for a pause.</source>
        <translation>数字、*、#と、間を置くためのカンマを使ってください。</translation>
    </message>
    <message>
        <source>This is no number that a telephone can dial.</source>
        <translation>電話でダイヤルできる番号ではありません。</translation>
    </message>
    <message>
        <source>Try again in a moment, or dial by hand.</source>
        <translation>少し待ってからやり直すか、手でダイヤルしてください。</translation>
    </message>
    <message>
        <source>Twilio accepts the sign-in.</source>
        <translation>Twilioにサインインできます。</translation>
    </message>
    <message>
        <source>Twilio does not accept the sign-in.</source>
        <translation>Twilioにサインインできません。</translation>
    </message>
    <message>
        <source>Twilio does not ring this number.</source>
        <translation>Twilioからこの番号には発信できません。</translation>
    </message>
    <message>
        <source>Twilio does not take the number that customers see.</source>
        <translation>お客様に表示される番号をTwilioが受け付けません。</translation>
    </message>
    <message>
        <source>Twilio refuses the call, code {code}.</source>
        <translation>Twilioが発信を拒否しました（コード {code}）。</translation>
    </message>
    <message>
        <source>Twilio takes no calls just now.</source>
        <translation>Twilioが現在発信を受け付けていません。</translation>
    </message>
    <message>
        <source>Twilio was told to ring and does not answer.</source>
        <translation>Twilioに発信を指示しましたが、応答がありません。</translation>
    </message>
    <message>
        <source>Write it like +15550100.</source>
        <translation>+15550100 のように入力してください。</translation>
    </message>
    <message>
        <source>So much was written since that the message was not found.</source>
        <translation>その後の書き込みが多く、メッセージを見つけられませんでした。</translation>
    </message>
    <message>
        <source>Slack&apos;s answer is not what its interface promises.</source>
        <translation>Slack の応答が仕様と異なります。</translation>
    </message>
    <message>
        <source>Ask IT to look at the app.</source>
        <translation>アプリの設定を IT 部門に確認してください。</translation>
    </message>
    <message>
        <source>Slack asks us to wait.</source>
        <translation>Slack から待つように求められています。</translation>
    </message>
    <message>
        <source>Slack cannot tell whether it took the message.</source>
        <translation>Slack がメッセージを受け付けたかどうか分かりません。</translation>
    </message>
    <message>
        <source>It is looked for by itself.</source>
        <translation>自動で確認します。</translation>
    </message>
    <message>
        <source>Slack does not let the console&apos;s app do this ({code}).</source>
        <translation>このアプリの操作は Slack で許可されていません({code})。</translation>
    </message>
    <message>
        <source>Give the app its rights, or renew its token.</source>
        <translation>アプリに権限を与えるか、トークンを更新してください。</translation>
    </message>
    <message>
        <source>Slack refused the message ({code}).</source>
        <translation>Slack がメッセージを拒否しました({code})。</translation>
    </message>
    <message>
        <source>Use another path.</source>
        <translation>別の経路を使ってください。</translation>
    </message>
    <message>
        <source>Slack knows nobody with this mail address.</source>
        <translation>このメールアドレスの人は Slack にいません。</translation>
    </message>
    <message>
        <source>Use another path, or correct the address.</source>
        <translation>別の経路を使うか、アドレスを修正してください。</translation>
    </message>
    <message>
        <source>People can be reached over Slack only with a token.</source>
        <translation>Slack で連絡するにはトークンが必要です。</translation>
    </message>
    <message>
        <source>Enter the token of the console&apos;s app.</source>
        <translation>コンソール用アプリのトークンを入力してください。</translation>
    </message>
    <message>
        <source>The token lacks rights: {scopes}.</source>
        <translation>トークンに権限が足りません: {scopes}。</translation>
    </message>
    <message>
        <source>Give them to the app, then renew it.</source>
        <translation>アプリに権限を与えてから、トークンを更新してください。</translation>
    </message>
    <message>
        <source>The token may write to people.</source>
        <translation>トークンで人にメッセージを送れます。</translation>
    </message>
    <message>
        <source>Nobody can be found in the chat by this.</source>
        <translation>これではチャットの相手を特定できません。</translation>
    </message>
    <message>
        <source>Give the person&apos;s mail address.</source>
        <translation>相手のメールアドレスを指定してください。</translation>
    </message>
    <message>
        <source>Nobody is to be reached over the chat.</source>
        <translation>チャットでの連絡は有効になっていません。</translation>
    </message>
    <message>
        <source>Allow it in Slack&apos;s settings.</source>
        <translation>Slack の設定で許可してください。</translation>
    </message>
    <message>
        <source>Ask for the claim, or wait until it ends.</source>
        <translation>引き継ぎを頼むか、終わるまで待ってください。</translation>
    </message>
    <message>
        <source>Case {case}: two of us were on its customer at the same time: {who}.</source>
        <translation>案件{case}：二人が同時に顧客に対応していました（{who}）。</translation>
    </message>
    <message>
        <source>Give the login of somebody else.</source>
        <translation>ほかの人のログイン名を指定してください。</translation>
    </message>
    <message>
        <source>It may have been answered or have run out.</source>
        <translation>すでに返答済みか、期限が過ぎた可能性があります。</translation>
    </message>
    <message>
        <source>Nobody else is on this customer.</source>
        <translation>ほかにこの顧客に対応している人はいません。</translation>
    </message>
    <message>
        <source>Nobody is named whom this could be handed over to.</source>
        <translation>引き継ぐ相手が指定されていません。</translation>
    </message>
    <message>
        <source>Nothing was offered or asked for here.</source>
        <translation>ここには申し出も依頼もありません。</translation>
    </message>
    <message>
        <source>Take it first; it may have run out.</source>
        <translation>先に確保してください。期限が過ぎた可能性があります。</translation>
    </message>
    <message>
        <source>Take the claim yourself.</source>
        <translation>自分で確保してください。</translation>
    </message>
    <message>
        <source>This station has no claim on this customer.</source>
        <translation>この端末はこの顧客を確保していません。</translation>
    </message>
    <message>
        <source>Two of us were on one customer at the same time: {who}.</source>
        <translation>二人が同時に同じ顧客に対応していました（{who}）。</translation>
    </message>
    <message>
        <source>{name} is on this customer already.</source>
        <translation>{name}がすでにこの顧客に対応中です。</translation>
    </message>
    <message>
        <source>{who} asks you for a customer.</source>
        <translation>{who}が顧客の引き継ぎを頼んでいます。</translation>
    </message>
    <message>
        <source>{who} asks you for the customer of case {case}.</source>
        <translation>{who}が案件{case}の顧客の引き継ぎを頼んでいます。</translation>
    </message>
    <message>
        <source>{who} offers you a customer.</source>
        <translation>{who}が顧客を引き継ぎたいと申し出ています。</translation>
    </message>
    <message>
        <source>{who} offers you the customer of case {case}.</source>
        <translation>{who}が案件{case}の顧客を引き継ぎたいと申し出ています。</translation>
    </message>
    <message>
        <source>You are asked to take escalation {number}.</source>
        <translation>エスカレーション{number}への対応を求められています。</translation>
    </message>
    <message>
        <source>Nobody has taken escalation {number}.</source>
        <translation>エスカレーション{number}を引き受けた人がいません。</translation>
    </message>
    <message>
        <source>It is not said what it is about.</source>
        <translation>内容が入力されていません。</translation>
    </message>
    <message>
        <source>Write in a few words what somebody has to do.</source>
        <translation>してほしいことを短く入力してください。</translation>
    </message>
    <message>
        <source>This case is escalated already, as {number}.</source>
        <translation>この案件は{number}としてエスカレーション済みです。</translation>
    </message>
    <message>
        <source>Escalate that one further, or close it first.</source>
        <translation>そちらを次へ回すか、先に完了にしてください。</translation>
    </message>
    <message>
        <source>{number} was closed by {name}.</source>
        <translation>{number}は{name}さんが完了にしました。</translation>
    </message>
    <message>
        <source>Start another one.</source>
        <translation>新しく開始してください。</translation>
    </message>
    <message>
        <source>{number} is yours already.</source>
        <translation>{number}はすでにあなたの担当です。</translation>
    </message>
    <message>
        <source>There is no open {number} for you.</source>
        <translation>あなたに届いた{number}はありません。</translation>
    </message>
    <message>
        <source>Use the number from the message you got.</source>
        <translation>届いたメッセージの番号で返信してください。</translation>
    </message>
    <message>
        <source>{number}: already taken by {name} since {time}.</source>
        <translation>{number}は{time}から{name}さんが対応しています。</translation>
    </message>
    <message>
        <source>Pass it on first where somebody else shall have it.</source>
        <translation>ほかの人に任せる場合は、先に次へ回してください。</translation>
    </message>
    <message>
        <source>{number} has no further step.</source>
        <translation>{number}に次の順番はありません。</translation>
    </message>
    <message>
        <source>Take it, or close it and start another one.</source>
        <translation>引き受けるか、完了にして新しく開始してください。</translation>
    </message>
    <message>
        <source>Another chain is called so.</source>
        <translation>同じ名前の連絡順があります。</translation>
    </message>
    <message>
        <source>Give it another name, or change that one.</source>
        <translation>別の名前にするか、その連絡順を変更してください。</translation>
    </message>
    <message>
        <source>There is no such chain any more.</source>
        <translation>この連絡順はもうありません。</translation>
    </message>
    <message>
        <source>Save it as a new one.</source>
        <translation>新しい連絡順として保存してください。</translation>
    </message>
    <message>
        <source>There is no such escalation.</source>
        <translation>このエスカレーションはありません。</translation>
    </message>
    <message>
        <source>Many cases at once: {name}.</source>
        <translation>案件が急増しています: {name}。</translation>
    </message>
    <message>
        <source>Many cases at once: {name}. Nobody could be paged.</source>
        <translation>案件が急増しています: {name}。誰も呼び出せませんでした。</translation>
    </message>
    <message>
        <source>Another rule is called so.</source>
        <translation>同じ名前の条件があります。</translation>
    </message>
    <message>
        <source>Give it another name, or change that rule.</source>
        <translation>別の名前にするか、その条件を変更してください。</translation>
    </message>
    <message>
        <source>Save it as a new rule.</source>
        <translation>新しい条件として保存してください。</translation>
    </message>
    <message>
        <source>List the rules to see those there are.</source>
        <translation>条件の一覧を確認してください。</translation>
    </message>
    <message>
        <source>There is no such rule any more.</source>
        <translation>この条件はもうありません。</translation>
    </message>
    <message>
        <source>There is no such rule.</source>
        <translation>その条件はありません。</translation>
    </message>
    <message>
        <source>List them to see those there are.</source>
        <translation>一覧で確認してください。</translation>
    </message>
    <message>
        <source>You are asked into swarm S{number}.</source>
        <translation>スウォームS{number}への参加を依頼されています。</translation>
    </message>
    <message>
        <source>Somebody wrote in swarm S{number}.</source>
        <translation>スウォームS{number}に新しいメッセージがあります。</translation>
    </message>
    <message>
        <source>Somebody came or went in swarm S{number}.</source>
        <translation>スウォームS{number}の参加者に変更がありました。</translation>
    </message>
    <message>
        <source>The next action of swarm S{number} is overdue.</source>
        <translation>スウォームS{number}の次のアクションが期限を過ぎています。</translation>
    </message>
    <message>
        <source>There is no such swarm.</source>
        <translation>そのようなスウォームはありません。</translation>
    </message>
    <message>
        <source>More than one swarm ends so.</source>
        <translation>そのIDで終わるスウォームが複数あります。</translation>
    </message>
    <message>
        <source>Give its number or its id, as &apos;swarm list&apos; shows it.</source>
        <translation>&apos;swarm list&apos; に表示される番号またはIDを指定してください。</translation>
    </message>
    <message>
        <source>S{number} is closed.</source>
        <translation>S{number}は終了しています。</translation>
    </message>
    <message>
        <source>S{number} is open.</source>
        <translation>S{number}は進行中です。</translation>
    </message>
    <message>
        <source>You are not in S{number}, so nobody got your message.</source>
        <translation>S{number}に参加していないため、メッセージは届いていません。</translation>
    </message>
    <message>
        <source>Join it first.</source>
        <translation>先に参加してください。</translation>
    </message>
    <message>
        <source>Write it in the swarm itself, where this can be confirmed.</source>
        <translation>スウォームに直接書き込んでください。そこで確認できます。</translation>
    </message>
    <message>
        <source>You were taken out of S{number}.</source>
        <translation>S{number}の参加者から外されています。</translation>
    </message>
    <message>
        <source>Whoever leads it can let you join again.</source>
        <translation>リードが再び参加させることができます。</translation>
    </message>
    <message>
        <source>S{number}: the message is empty.</source>
        <translation>S{number}へのメッセージが入力されていません。</translation>
    </message>
    <message>
        <source>S{number} is archived.</source>
        <translation>S{number}はアーカイブ済みです。</translation>
    </message>
    <message>
        <source>Open it again first.</source>
        <translation>先に再開してください。</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>先に終了してください。</translation>
    </message>
    <message>
        <source>Go on in it.</source>
        <translation>そのまま続けてください。</translation>
    </message>
    <message>
        <source>Open a new one for the case.</source>
        <translation>この案件の新しいスウォームを開いてください。</translation>
    </message>
    <message>
        <source>{names}: not of our team, and would read this.</source>
        <translation>{names}はチーム外の人で、この内容を読むことになります。</translation>
    </message>
    <message>
        <source>Say that this is wanted, or leave them out.</source>
        <translation>それでよいことを確認するか、対象から外してください。</translation>
    </message>
    <message>
        <source>It is not said what they are called.</source>
        <translation>名前がありません。</translation>
    </message>
    <message>
        <source>Write their name.</source>
        <translation>名前を入力してください。</translation>
    </message>
    <message>
        <source>{name} has this number or address already.</source>
        <translation>この番号またはアドレスは{name}のものです。</translation>
    </message>
    <message>
        <source>Invite them instead.</source>
        <translation>その人を招待してください。</translation>
    </message>
    <message>
        <source>{name} cannot be asked there now.</source>
        <translation>{name}にはいまそこへ連絡できません。</translation>
    </message>
    <message>
        <source>Give a mobile number, or ring them.</source>
        <translation>携帯番号を入力するか、電話してください。</translation>
    </message>
    <message>
        <source>It is not said why.</source>
        <translation>理由が書かれていません。</translation>
    </message>
    <message>
        <source>Write in a few words why a swarm is wanted, or why not.</source>
        <translation>スウォームが必要な理由、または不要な理由を短く書いてください。</translation>
    </message>
    <message>
        <source>Write in a few words why a swarm is wanted.</source>
        <translation>スウォームが必要な理由を短く書いてください。</translation>
    </message>
    <message>
        <source>Write in a few words why it goes on.</source>
        <translation>再開する理由を短く書いてください。</translation>
    </message>
    <message>
        <source>There is no such point on the checklist.</source>
        <translation>チェックリストにそのような項目はありません。</translation>
    </message>
    <message>
        <source>Points are {names}.</source>
        <translation>項目は{names}です。</translation>
    </message>
    <message>
        <source>It is not said what help is needed with.</source>
        <translation>何に助けが必要か書かれていません。</translation>
    </message>
    <message>
        <source>Write it in a few words.</source>
        <translation>短く書いてください。</translation>
    </message>
    <message>
        <source>This case has a swarm already: S{number}.</source>
        <translation>この案件にはすでにスウォームS{number}があります。</translation>
    </message>
    <message>
        <source>Go on in that one, or close it first.</source>
        <translation>そのスウォームで続けるか、先に終了してください。</translation>
    </message>
    <message>
        <source>Only somebody of our team can lead a swarm.</source>
        <translation>スウォームのリードはチームのメンバーに限られます。</translation>
    </message>
    <message>
        <source>Choose another lead.</source>
        <translation>別のリードを選んでください。</translation>
    </message>
    <message>
        <source>A next action needs something to do.</source>
        <translation>次のアクションの内容がありません。</translation>
    </message>
    <message>
        <source>A next action needs a time.</source>
        <translation>次のアクションには期限が必要です。</translation>
    </message>
    <message>
        <source>A next action needs somebody who does it.</source>
        <translation>次のアクションには担当者が必要です。</translation>
    </message>
    <message>
        <source>Say until when it is done.</source>
        <translation>いつまでに行うか指定してください。</translation>
    </message>
    <message>
        <source>Say who.</source>
        <translation>担当者を指定してください。</translation>
    </message>
    <message>
        <source>No next action is open here.</source>
        <translation>未完了の次のアクションはありません。</translation>
    </message>
    <message>
        <source>Write the next one, or close the swarm.</source>
        <translation>次のアクションを書くか、スウォームを終了してください。</translation>
    </message>
    <message>
        <source>Only the lead of a swarm, or a supervisor, closes it.</source>
        <translation>スウォームを終了できるのはリードまたは管理者だけです。</translation>
    </message>
    <message>
        <source>Ask them to.</source>
        <translation>依頼してください。</translation>
    </message>
    <message>
        <source>The customer was not told yet.</source>
        <translation>顧客への連絡がまだです。</translation>
    </message>
    <message>
        <source>Call, text or write to them, or say how they were told.</source>
        <translation>電話・SMS・返信で連絡するか、どのように伝えたかを書いてください。</translation>
    </message>
    <message>
        <source>The next action is still open.</source>
        <translation>次のアクションが未完了です。</translation>
    </message>
    <message>
        <source>Say that it is done, or hand it on.</source>
        <translation>完了にするか、引き継いでください。</translation>
    </message>
    <message>
        <source>The summary is missing.</source>
        <translation>まとめがありません。</translation>
    </message>
    <message>
        <source>Write what was found and done.</source>
        <translation>わかったことと行ったことを書いてください。</translation>
    </message>
    <message>
        <source>They were not asked into this swarm.</source>
        <translation>このスウォームに招待されていません。</translation>
    </message>
    <message>
        <source>Invite them, or let them join.</source>
        <translation>招待するか、参加させてください。</translation>
    </message>
    <message>
        <source>They were taken out of this swarm.</source>
        <translation>このスウォームから外されています。</translation>
    </message>
    <message>
        <source>Whoever leads it can let them join again.</source>
        <translation>リードが再び参加させることができます。</translation>
    </message>
    <message>
        <source>The lead cannot leave.</source>
        <translation>リードは退出できません。</translation>
    </message>
    <message>
        <source>Make somebody else the lead first.</source>
        <translation>先に別の人をリードにしてください。</translation>
    </message>
    <message>
        <source>This was answered already.</source>
        <translation>すでに回答済みです。</translation>
    </message>
    <message>
        <source>They are in this swarm already.</source>
        <translation>すでにこのスウォームに参加しています。</translation>
    </message>
    <message>
        <source>They are not in this swarm.</source>
        <translation>このスウォームに参加していません。</translation>
    </message>
    <message>
        <source>They lead this swarm already.</source>
        <translation>すでにこのスウォームのリードです。</translation>
    </message>
    <message>
        <source>Look at the list again.</source>
        <translation>一覧をもう一度確認してください。</translation>
    </message>
    <message>
        <source>Roll call: {who} asks whether you are safe.</source>
        <translation>安否確認：{who} があなたの無事を確認しています。</translation>
    </message>
    <message>
        <source>{who} writes to you.</source>
        <translation>{who} からメッセージが届きました。</translation>
    </message>
    <message>
        <source>Nobody who works at a station is known by this.</source>
        <translation>端末で作業する人の中に該当する人がいません。</translation>
    </message>
    <message>
        <source>Choose somebody of the team.</source>
        <translation>チームの人を選んでください。</translation>
    </message>
    <message>
        <source>No team hub is connected.</source>
        <translation>チームのハブが接続されていません。</translation>
    </message>
    <message>
        <source>Add it in the settings.</source>
        <translation>設定で追加してください。</translation>
    </message>
    <message>
        <source>There is no such message.</source>
        <translation>そのメッセージはありません。</translation>
    </message>
    <message>
        <source>This message asks nothing of you.</source>
        <translation>このメッセージへの返答は求められていません。</translation>
    </message>
    <message>
        <source>Answer it in words.</source>
        <translation>文章で返信してください。</translation>
    </message>
    <message>
        <source>Look at &apos;messages&apos; for those there are.</source>
        <translation>&apos;messages&apos; で一覧を確認してください。</translation>
    </message>
    <message>
        <source>This roll call does not ask you.</source>
        <translation>この安否確認はあなたを対象にしていません。</translation>
    </message>
    <message>
        <source>Look at &apos;roll-call show&apos; for whom it asks.</source>
        <translation>誰を対象にしているかは &apos;roll-call show&apos; で確認してください。</translation>
    </message>
</context>
<context>
    <name>SamePanel</name>
    <message>
        <source>Same person?</source>
        <translation>同一人物ですか</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>カードに戻る</translation>
    </message>
    <message>
        <source>Back to the card (Escape)</source>
        <translation>カードに戻る（Esc）</translation>
    </message>
    <message>
        <source>Records that may be one person</source>
        <translation>同一人物かもしれない記録</translation>
    </message>
    <message>
        <source>&amp;One person</source>
        <translation>同一人物(&amp;O)</translation>
    </message>
    <message>
        <source>Put the right one into the left one; it can be undone</source>
        <translation>右の記録を左に統合します。元に戻せます</translation>
    </message>
    <message>
        <source>&amp;Two people</source>
        <translation>別の人(&amp;T)</translation>
    </message>
    <message>
        <source>Do not offer these two any more</source>
        <translation>この2件を今後は候補に出しません</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>左右を入れ替え(&amp;W)</translation>
    </message>
    <message>
        <source>Show the merged person by the other one&apos;s name</source>
        <translation>もう一方の名前で表示します</translation>
    </message>
    <message>
        <source>The left one is shown; what only the right one knows is added. Every later import and pull keeps it.</source>
        <translation>左の内容で表示し、右だけにある情報を加えます。今後の取り込みや同期でも保たれます。</translation>
    </message>
    <message>
        <source>{one} – {two}</source>
        <translation>{one} – {two}</translation>
    </message>
    <message>
        <source>Nobody seems to be here twice</source>
        <translation>重複していると思われる人はいません</translation>
    </message>
    <message>
        <source>Records that share a number, a mail address or a name are offered here.</source>
        <translation>番号、メールアドレス、名前が同じ記録がここに表示されます。</translation>
    </message>
    <message>
        <source>saved · they are one person</source>
        <translation>保存済み · 同一人物にしました</translation>
    </message>
    <message>
        <source>Shown as {name}</source>
        <translation>「{name}」として表示します</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>ScopeStep</name>
    <message>
        <source>What to copy</source>
        <translation>コピーの範囲</translation>
    </message>
    <message>
        <source>Which cases do you need in an outage?</source>
        <translation>障害のときに必要な案件を選んでください</translation>
    </message>
    <message>
        <source>All open cases of these queues with their history, and the people in them.</source>
        <translation>選んだキューの未完了の案件を、履歴と関係者の情報とともにコピーします。</translation>
    </message>
    <message>
        <source>&amp;Every queue I may see, later ones too</source>
        <translation>見られるキューすべて（今後増えるものも）(&amp;E)</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>&amp;Closed cases as well, when they changed within</source>
        <translation>完了した案件も含める期間(&amp;C)</translation>
    </message>
    <message>
        <source>Closed cases as well, when they changed within</source>
        <translation>完了した案件も含める期間</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>The queues could not be read. Copy every queue now and choose later in Settings.</source>
        <translation>キューを読み取れませんでした。今はすべてコピーし、後で「設定」で選んでください。</translation>
    </message>
    <message>
        <source>Or choose:</source>
        <translation>または選択:</translation>
    </message>
    <message>
        <source>Reading which queues there are …</source>
        <translation>キューを調べています …</translation>
    </message>
</context>
<context>
    <name>ScriptCard</name>
    <message>
        <source>Call script</source>
        <translation>通話の台本</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Briefing {number} as SMS</source>
        <translation>状況報告 {number} をSMSで</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>送る相手</translation>
    </message>
    <message>
        <source>At &amp;night too</source>
        <translation>夜間も送る(&amp;N)</translation>
    </message>
    <message>
        <source>What goes out</source>
        <translation>送る内容</translation>
    </message>
    <message>
        <source>All teammates</source>
        <translation>チーム全員</translation>
    </message>
    <message>
        <source>A second person has to approve it: it waits under Messages, Broadcasts.</source>
        <translation>もう一人の承認が必要です。メッセージの一斉送信で待っています。</translation>
    </message>
    <message>
        <source>{group} ({count})</source>
        <translation>{group}（{count}）</translation>
    </message>
    <message>
        <source>Nobody here can be texted. Choose another group.</source>
        <translation>SMSを送れる人がいません。別のグループを選んでください。</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>追加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;You, sounds and lock</source>
        <translation>本人・音・ロック(&amp;Y)</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>接続先</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Fallback Console – set up</source>
        <translation>Fallback Console – 初期設定</translation>
    </message>
    <message>
        <source>Fallback Console</source>
        <translation>Fallback Console</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>in front</source>
        <translation>表示中</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
</context>
<context>
    <name>SheetCard</name>
    <message numerus="yes">
        <source>%n more in the spreadsheet and the PDF</source>
        <translation>
            <numerusform>ほか%n件は表計算とPDFにあります</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetSaving</name>
    <message>
        <source>As of {time}</source>
        <translation>{time} 現在</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>{file}に保存しました。</translation>
    </message>
</context>
<context>
    <name>ShiftImportPanel</name>
    <message>
        <source>Import shifts</source>
        <translation>シフトの取り込み</translation>
    </message>
    <message>
        <source>A CSV file with Person, Start and End, or a calendar (.ics). What the same file said before is replaced; other files&apos; shifts stay.</source>
        <translation>「担当者」「開始」「終了」の列があるCSVファイル、またはカレンダー（.ics）です。同じファイルから以前に取り込んだ内容は置き換わり、ほかのファイルのシフトはそのまま残ります。</translation>
    </message>
    <message>
        <source>What is not told is</source>
        <translation>種類がない行の扱い</translation>
    </message>
    <message>
        <source>Time zone, if not this computer&apos;s</source>
        <translation>タイムゾーン（このPCと異なる場合）</translation>
    </message>
    <message>
        <source>a shift</source>
        <translation>シフト</translation>
    </message>
    <message>
        <source>an absence</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>a time on call</source>
        <translation>当番</translation>
    </message>
    <message>
        <source>an on-call override</source>
        <translation>当番の交代</translation>
    </message>
    <message>
        <source>Time zone of times that name none</source>
        <translation>タイムゾーンのない時刻の扱い</translation>
    </message>
    <message>
        <source>Europe/London</source>
        <translation>例：Asia/Tokyo</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>ファイルを選ぶ(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Keep these</source>
        <translation>この内容で保存(&amp;K)</translation>
    </message>
    <message>
        <source>Close the import</source>
        <translation>取り込みを閉じる</translation>
    </message>
    <message>
        <source>Close the import (Escape)</source>
        <translation>取り込みを閉じる（Esc）</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>取り込めなかった内容</translation>
    </message>
    <message numerus="yes">
        <source>%n shifts, absences and times on call saved</source>
        <translation>
            <numerusform>シフト、不在、当番を%n件保存しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Shifts (*.csv *.tsv *.txt *.ics *.ical)</source>
        <translation>シフト (*.csv *.tsv *.txt *.ics *.ical)</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>{line}行目：{reason}</translation>
    </message>
    <message>
        <source>Nobody of the team is called &apos;{name}&apos;.</source>
        <translation>「{name}」という名前のメンバーはいません。</translation>
    </message>
    <message numerus="yes">
        <source>%n shifts</source>
        <translation>
            <numerusform>シフト%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n absences</source>
        <translation>
            <numerusform>不在%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n times on call</source>
        <translation>
            <numerusform>当番%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overrides</source>
        <translation>
            <numerusform>交代%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to keep was found.</source>
        <translation>保存できる内容がありませんでした。</translation>
    </message>
    <message>
        <source>All of it is here already.</source>
        <translation>すべて取り込み済みです。</translation>
    </message>
    <message>
        <source>Kept as &apos;{source}&apos;.</source>
        <translation>「{source}」として保存します。</translation>
    </message>
    <message numerus="yes">
        <source>%n from before are replaced.</source>
        <translation>
            <numerusform>以前の%n件を置き換えます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShiftLines</name>
    <message>
        <source>It does not say whose it is.</source>
        <translation>誰のものか書かれていません。</translation>
    </message>
    <message>
        <source>Date or time cannot be read; write it like 2026-11-26 09:00.</source>
        <translation>日時を読み取れません。2026-11-26 09:00 のように書いてください。</translation>
    </message>
    <message>
        <source>There is no such time zone.</source>
        <translation>そのようなタイムゾーンはありません。</translation>
    </message>
    <message>
        <source>It is neither a shift nor an absence, a time on call or an override.</source>
        <translation>シフト、不在、当番、交代のいずれでもありません。</translation>
    </message>
    <message>
        <source>It does not say when it ends.</source>
        <translation>終了日時が書かれていません。</translation>
    </message>
    <message>
        <source>It ends before it begins.</source>
        <translation>終了が開始より前です。</translation>
    </message>
    <message>
        <source>It goes on for more than a year.</source>
        <translation>1年を超えて続いています。</translation>
    </message>
    <message>
        <source>A cell is too long.</source>
        <translation>セルが長すぎます。</translation>
    </message>
    <message>
        <source>The quotation marks do not fit together.</source>
        <translation>引用符の対応が取れていません。</translation>
    </message>
    <message>
        <source>The event that begins here cannot be read.</source>
        <translation>ここから始まる予定を読み取れません。</translation>
    </message>
    <message>
        <source>The calendar&apos;s own lines cannot be read.</source>
        <translation>カレンダー自体の行を読み取れません。</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>キーを検索</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>どの画面でも</translation>
    </message>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>キー%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>No key does that</source>
        <translation>該当するキーがありません</translation>
    </message>
    <message>
        <source>Ctrl+K finds everything that can be done, with a key or without.</source>
        <translation>Ctrl+Kなら、キーのない操作も含めてすべて探せます。</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Back to the timeline</source>
        <translation>タイムラインに戻る</translation>
    </message>
    <message>
        <source>Back to the timeline (Escape)</source>
        <translation>タイムラインに戻る（Esc）</translation>
    </message>
</context>
<context>
    <name>SinkCard</name>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>送信待ち %Ln件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unsure</source>
        <translation>
            <numerusform>不明 %Ln件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need you</source>
        <translation>
            <numerusform>要対応 %Ln件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sent so far</source>
        <translation>
            <numerusform>送信済み %Ln件</numerusform>
        </translation>
    </message>
    <message>
        <source>oldest {span}</source>
        <translation>最も古いもの {span}</translation>
    </message>
    <message>
        <source>{done} of {total} sent</source>
        <translation>{total}件中{done}件送信</translation>
    </message>
    <message>
        <source>nothing arrived for {span}</source>
        <translation>{span}間、何も届いていません</translation>
    </message>
    <message>
        <source>time left not known yet</source>
        <translation>残り時間はまだ不明</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>残り1分未満</translation>
    </message>
    <message>
        <source>about {span} left</source>
        <translation>残り約{span}</translation>
    </message>
    <message>
        <source>held: you are offline</source>
        <translation>保留：オフライン</translation>
    </message>
    <message>
        <source>held: sign-in problem</source>
        <translation>保留：サインイン不可</translation>
    </message>
    <message>
        <source>held: {state}</source>
        <translation>保留：{state}</translation>
    </message>
    <message>
        <source>held: just back</source>
        <translation>保留：復旧直後</translation>
    </message>
    <message>
        <source>trying one first</source>
        <translation>1件で試行中</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>送信可能</translation>
    </message>
    <message>
        <source>all sent</source>
        <translation>すべて送信済み</translation>
    </message>
</context>
<context>
    <name>SmsComposer</name>
    <message>
        <source>What it is about</source>
        <translation>何についてか</translation>
    </message>
    <message>
        <source>About no case</source>
        <translation>案件なし</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>テンプレート</translation>
    </message>
    <message>
        <source>Templates: begin with a text that is there already (Ctrl+T)</source>
        <translation>テンプレート: 用意された文章から始めます (Ctrl+T)</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>後で送る</translation>
    </message>
    <message>
        <source>Send later: choose when it goes out (L)</source>
        <translation>後で送る: 送信日時を選びます (L)</translation>
    </message>
    <message>
        <source>Goes out</source>
        <translation>送信日時</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>SMS本文</translation>
    </message>
    <message>
        <source>Still to be filled: {places}</source>
        <translation>未記入: {places}</translation>
    </message>
    <message>
        <source>Write what belongs there, or take it out. Nothing was sent.</source>
        <translation>該当する内容を書くか、削除してください。何も送信されていません。</translation>
    </message>
    <message>
        <source>Send SMS</source>
        <translation>SMSを送信</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>To their phone at the time you choose. Until then it can be changed or taken back.</source>
        <translation>選んだ日時に相手の電話へ送ります。それまでは変更も取り消しもできます。</translation>
    </message>
    <message>
        <source>To their phone, in ten seconds. Until then you can take it back.</source>
        <translation>10秒後に相手の電話へ送ります。それまでは取り消せます。</translation>
    </message>
    <message>
        <source>Use plain characters</source>
        <translation>普通の文字に置き換える</translation>
    </message>
</context>
<context>
    <name>SmsWords</name>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n通</numerusform>
        </translation>
    </message>
    <message>
        <source>An unusual blank</source>
        <translation>特殊な空白</translation>
    </message>
    <message>
        <source>{found} makes this {many} instead of {few}.</source>
        <translation>{found} のため、{few}通で済むところが{many}になります。</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>There is no chain yet: set first who is asked.</source>
        <translation>連絡順がまだありません。先に連絡する相手を設定してください。</translation>
    </message>
</context>
<context>
    <name>StationCards</name>
    <message>
        <source>This window</source>
        <translation>この画面</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>Loo&amp;k</source>
        <translation>配色(&amp;K)</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>light</source>
        <translation>明るい</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>暗い</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Set by your organisation</source>
        <translation>組織の設定です</translation>
    </message>
    <message>
        <source>This station</source>
        <translation>この端末</translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation>キーチェーンに保存</translation>
    </message>
    <message>
        <source>in the data folder: nothing here is real</source>
        <translation>データフォルダー内(すべて架空のデータです)</translation>
    </message>
    <message>
        <source>from a passphrase</source>
        <translation>パスフレーズから作成</translation>
    </message>
    <message>
        <source>Copy the data folder&apos;s path</source>
        <translation>データフォルダーのパスをコピー</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>データフォルダー</translation>
    </message>
    <message>
        <source>Key of the database</source>
        <translation>データベースの鍵</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
</context>
<context>
    <name>StationPage</name>
    <message>
        <source>Who works here</source>
        <translation>利用者</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
    <message>
        <source>Your name in the helpdesk</source>
        <translation>ヘルプデスクでのユーザー名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Country of phone numbers</source>
        <translation>電話番号の国</translation>
    </message>
    <message>
        <source>Numbers are dialled by</source>
        <translation>電話のかけ方</translation>
    </message>
    <message>
        <source>Lock when nobody uses the window</source>
        <translation>使っていないときのロック</translation>
    </message>
    <message>
        <source>Passphrase of the lock</source>
        <translation>ロックのパスフレーズ</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>パスフレーズ（確認）</translation>
    </message>
    <message>
        <source>never</source>
        <translation>しない</translation>
    </message>
    <message numerus="yes">
        <source>after %n minutes</source>
        <translation>
            <numerusform>%n 分後</numerusform>
        </translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>the system&apos;s phone program (tel:)</source>
        <translation>システムの電話アプリ（tel:）</translation>
    </message>
    <message>
        <source>a SIP phone (sip:)</source>
        <translation>SIP 電話（sip:）</translation>
    </message>
    <message>
        <source>Skype and the like (callto:)</source>
        <translation>Skype など（callto:）</translation>
    </message>
    <message>
        <source>the telephone connected here</source>
        <translation>ここに接続された電話</translation>
    </message>
    <message>
        <source>Set by your organisation</source>
        <translation>組織の設定です</translation>
    </message>
    <message>
        <source>Go through the set-&amp;up again</source>
        <translation>初期設定をやり直す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Change the passphrase</source>
        <translation>パスフレーズを変更(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Set the passphrase</source>
        <translation>パスフレーズを設定(&amp;S)</translation>
    </message>
    <message>
        <source>Ctrl+L locks at once. The passphrase of the data unlocks.</source>
        <translation>Ctrl+L ですぐにロックします。データのパスフレーズで解除します。</translation>
    </message>
    <message>
        <source>Ctrl+L locks at once. The window also starts locked.</source>
        <translation>Ctrl+L ですぐにロックします。起動時もロックされています。</translation>
    </message>
    <message>
        <source>Without a passphrase nothing is locked. Choose one here first.</source>
        <translation>パスフレーズがないとロックできません。まずここで決めてください。</translation>
    </message>
    <message>
        <source>The lock has its passphrase.</source>
        <translation>ロックのパスフレーズを設定しました。</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存しました</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Fetching from the helpdesk stopped.</source>
        <translation>ヘルプデスクからの取得が止まりました。</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>&amp;Continue</source>
        <translation>次へ(&amp;C)</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>{step}: done</source>
        <translation>{step}: 済み</translation>
    </message>
    <message>
        <source>{step}: now</source>
        <translation>{step}: 現在</translation>
    </message>
    <message>
        <source>{step}: to come</source>
        <translation>{step}: これから</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {step}</source>
        <translation>{count}段階中{number}: {step}</translation>
    </message>
</context>
<context>
    <name>Suggesting</name>
    <message>
        <source>Put in:</source>
        <translation>入れる:</translation>
    </message>
    <message>
        <source>What the last one said</source>
        <translation>前回の内容</translation>
    </message>
    <message>
        <source>{part}: {words}</source>
        <translation>{part}: {words}</translation>
    </message>
</context>
<context>
    <name>SwarmComposer</name>
    <message>
        <source>Message to the swarm</source>
        <translation>スウォームへのメッセージ</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>{readers} Writing lets you join.</source>
        <translation>{readers}書き込むと参加します。</translation>
    </message>
    <message>
        <source>What you know, what you tried, what you need</source>
        <translation>分かっていること、試したこと、必要なこと</translation>
    </message>
    <message>
        <source>{count} over the hub</source>
        <translation>ハブ {count}人</translation>
    </message>
    <message>
        <source>{count} by SMS</source>
        <translation>SMS {count}人</translation>
    </message>
    <message>
        <source>{count} external: {names}</source>
        <translation>社外 {count}人: {names}</translation>
    </message>
    <message>
        <source>not reached: {names}</source>
        <translation>届かない人: {names}</translation>
    </message>
    <message>
        <source>Nobody else is in it yet: it is kept in the thread for whoever joins.</source>
        <translation>ほかの参加者はまだいません。後から参加した人がスレッドで読めます。</translation>
    </message>
    <message>
        <source>Who reads it: {parts}.</source>
        <translation>読む人: {parts}。</translation>
    </message>
    <message>
        <source>External: {names}</source>
        <translation>社外: {names}</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>それでも送信</translation>
    </message>
    <message>
        <source>{count} characters too long: send it in parts, or add it to the case as a note.</source>
        <translation>{count}文字超過しています。分けて送るか、案件のメモにしてください。</translation>
    </message>
</context>
<context>
    <name>SwarmHead</name>
    <message>
        <source>Priority: {word}</source>
        <translation>優先度: {word}</translation>
    </message>
    <message>
        <source>Lead: {name}</source>
        <translation>リード: {name}</translation>
    </message>
    <message>
        <source>Nobody leads it</source>
        <translation>リード不在</translation>
    </message>
    <message>
        <source>open since {time}</source>
        <translation>{time}開始</translation>
    </message>
    <message>
        <source>Show the case: {case}</source>
        <translation>案件を表示: {case}</translation>
    </message>
</context>
<context>
    <name>SwarmInvite</name>
    <message>
        <source>{name} · external</source>
        <translation>{name} · 社外</translation>
    </message>
    <message>
        <source>{name} · {why}</source>
        <translation>{name} · {why}</translation>
    </message>
    <message>
        <source>{name} · chosen</source>
        <translation>{name} · 選択中</translation>
    </message>
    <message>
        <source>on call</source>
        <translation>当番</translation>
    </message>
    <message>
        <source>on shift</source>
        <translation>勤務中</translation>
    </message>
    <message>
        <source>over {ways}</source>
        <translation>{ways}</translation>
    </message>
    <message>
        <source>quiet hours</source>
        <translation>連絡を控える時間帯</translation>
    </message>
    <message>
        <source>in {swarms}</source>
        <translation>{swarms}に参加中</translation>
    </message>
</context>
<context>
    <name>SwarmKeys</name>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Write to the swarm</source>
        <translation>スウォームに書き込む</translation>
    </message>
    <message>
        <source>Join the swarm</source>
        <translation>スウォームに参加</translation>
    </message>
    <message>
        <source>Decline the invitation</source>
        <translation>招待を断る</translation>
    </message>
    <message>
        <source>Leave the swarm</source>
        <translation>スウォームから抜ける</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>人を招待</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>参加者</translation>
    </message>
    <message>
        <source>Name the next action</source>
        <translation>次のアクションを決める</translation>
    </message>
    <message>
        <source>Close the swarm</source>
        <translation>スウォームを終了</translation>
    </message>
    <message>
        <source>Archive the swarm</source>
        <translation>スウォームをアーカイブ</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>案件を表示</translation>
    </message>
    <message>
        <source>Save the thread as a text</source>
        <translation>スレッドをテキストで保存</translation>
    </message>
    <message>
        <source>Save the thread for Slack</source>
        <translation>スレッドをSlack用に保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>SwarmList</name>
    <message>
        <source>Swarms</source>
        <translation>スウォーム</translation>
    </message>
    <message>
        <source>You are in no swarm</source>
        <translation>参加中のスウォームはありません</translation>
    </message>
    <message>
        <source>No swarm waits to be archived</source>
        <translation>アーカイブ待ちのスウォームはありません</translation>
    </message>
    <message>
        <source>No swarm is archived yet</source>
        <translation>アーカイブ済みのスウォームはまだありません</translation>
    </message>
    <message>
        <source>No swarm is open</source>
        <translation>進行中のスウォームはありません</translation>
    </message>
    <message>
        <source>A swarm brings several people together on one hard case. Open the case and press Shift+S.</source>
        <translation>スウォームでは、難しい案件に複数の人が一緒に取り組みます。案件を開いてShift+Sを押してください。</translation>
    </message>
    <message>
        <source>To the cases</source>
        <translation>案件一覧へ</translation>
    </message>
</context>
<context>
    <name>SwarmPane</name>
    <message>
        <source>Members {count}</source>
        <translation>参加者 {count}</translation>
    </message>
    <message>
        <source>Close …</source>
        <translation>終了 …</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>参加</translation>
    </message>
    <message>
        <source>You come in (A)</source>
        <translation>参加する (A)</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>断る</translation>
    </message>
    <message>
        <source>You cannot come in (D)</source>
        <translation>参加できない (D)</translation>
    </message>
    <message>
        <source>You come in without having been asked (A)</source>
        <translation>招待なしで参加する (A)</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>抜ける</translation>
    </message>
    <message>
        <source>You go out; you can come back (L)</source>
        <translation>抜ける。後から戻れます (L)</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>スレッド</translation>
    </message>
    <message>
        <source>What was said and what happened (W)</source>
        <translation>発言と経過 (W)</translation>
    </message>
    <message>
        <source>Who is in it, and whom to ask (M)</source>
        <translation>参加者と招待 (M)</translation>
    </message>
    <message>
        <source>Next action</source>
        <translation>次のアクション</translation>
    </message>
    <message>
        <source>What is done next, by whom, until when (N)</source>
        <translation>次に誰が何をいつまでに行うか (N)</translation>
    </message>
    <message>
        <source>What has to be there before it is closed (E)</source>
        <translation>終了に必要なこと (E)</translation>
    </message>
    <message>
        <source>Save the thread</source>
        <translation>スレッドを保存</translation>
    </message>
    <message>
        <source>As a text to read, into your documents</source>
        <translation>読むためのテキストとしてドキュメントフォルダーに保存</translation>
    </message>
    <message>
        <source>Save for Slack</source>
        <translation>Slack用に保存</translation>
    </message>
    <message>
        <source>A line of JSON for each message, to fill a channel with later</source>
        <translation>1メッセージ1行のJSON。後からチャンネルに取り込めます</translation>
    </message>
    <message>
        <source>Show the case (O)</source>
        <translation>案件を表示 (O)</translation>
    </message>
</context>
<context>
    <name>SwarmSaving</name>
    <message>
        <source>It holds customers&apos; data: keep it safe.</source>
        <translation>お客様の情報が含まれます。安全に保管してください。</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>{file} として保存しました。</translation>
    </message>
</context>
<context>
    <name>SwarmTalk</name>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>決める</translation>
    </message>
    <message>
        <source>Change the next action</source>
        <translation>次のアクションを変更</translation>
    </message>
    <message>
        <source>Set the next action</source>
        <translation>次のアクションを決める</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>The next action is done</source>
        <translation>次のアクションは完了</translation>
    </message>
    <message>
        <source>Hand on</source>
        <translation>引き継ぐ</translation>
    </message>
    <message>
        <source>It stays with the case and is nobody&apos;s of the swarm</source>
        <translation>案件に残り、スウォームの担当からは外れます</translation>
    </message>
    <message>
        <source>Hand the next action on</source>
        <translation>次のアクションを引き継ぐ</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>スレッド</translation>
    </message>
</context>
<context>
    <name>SwarmThread</name>
    <message>
        <source>by SMS</source>
        <translation>SMSで</translation>
    </message>
    <message>
        <source>said at a desk</source>
        <translation>端末で代理入力</translation>
    </message>
    <message>
        <source>external</source>
        <translation>社外</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>{time}まで</translation>
    </message>
    <message>
        <source>You</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>{name} (external)</source>
        <translation>{name}(社外)</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>SMS delivered: {count}</source>
        <translation>SMS配信済み: {count}</translation>
    </message>
    <message>
        <source>sent: {count}</source>
        <translation>送信済み: {count}</translation>
    </message>
    <message>
        <source>SMS waiting: {count}</source>
        <translation>SMS送信待ち: {count}</translation>
    </message>
    <message>
        <source>not sure: {count}</source>
        <translation>不明: {count}</translation>
    </message>
    <message>
        <source>failed: {count}</source>
        <translation>失敗: {count}</translation>
    </message>
    <message>
        <source>not reached: {names}</source>
        <translation>届かない人: {names}</translation>
    </message>
    <message>
        <source>{name} looked the case over</source>
        <translation>{name}が案件を確認</translation>
    </message>
    <message>
        <source>Opened, led by {name}</source>
        <translation>開始(リード: {name})</translation>
    </message>
    <message>
        <source>{name} asked {about}</source>
        <translation>{name}が{about}を招待</translation>
    </message>
    <message>
        <source>{whom} comes in</source>
        <translation>{whom}が参加</translation>
    </message>
    <message>
        <source>{whom} joined</source>
        <translation>{whom}が参加</translation>
    </message>
    <message>
        <source>{whom} declined</source>
        <translation>{whom}が辞退</translation>
    </message>
    <message>
        <source>{whom} left</source>
        <translation>{whom}が抜けた</translation>
    </message>
    <message>
        <source>{name} took {whom} out</source>
        <translation>{name}が{whom}を外した</translation>
    </message>
    <message>
        <source>{whom} leads now</source>
        <translation>リードが{whom}に交代</translation>
    </message>
    <message>
        <source>{whom} reads along</source>
        <translation>{whom}が閲覧を開始</translation>
    </message>
    <message>
        <source>{whom} reads along no more</source>
        <translation>{whom}が閲覧を終了</translation>
    </message>
    <message>
        <source>Next action for {about}</source>
        <translation>{about}の次のアクション</translation>
    </message>
    <message>
        <source>{name}: the next action is done</source>
        <translation>{name}: 次のアクションは完了</translation>
    </message>
    <message>
        <source>{name}: the next action is handed on</source>
        <translation>{name}: 次のアクションを引き継ぎ</translation>
    </message>
    <message>
        <source>Closed by {name}</source>
        <translation>{name}が終了</translation>
    </message>
    <message>
        <source>{name} goes on with it</source>
        <translation>{name}が再開</translation>
    </message>
    <message>
        <source>Archived by {name}</source>
        <translation>{name}がアーカイブ</translation>
    </message>
</context>
<context>
    <name>SwarmWords</name>
    <message numerus="yes">
        <source>%Ln members</source>
        <translation>
            <numerusform>参加者%Ln人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>新着%Ln件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <translation>
            <numerusform>%Ln人を選択</numerusform>
        </translation>
    </message>
    <message>
        <source>Swarm S{number} · {state}</source>
        <translation>スウォーム S{number} · {state}</translation>
    </message>
    <message>
        <source>Swarm S{number} · {members}</source>
        <translation>スウォーム S{number} · {members}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln open cases</source>
        <translation>
            <numerusform>担当中%Ln件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwarmWork</name>
    <message>
        <source>Saved: you are in S{number}.</source>
        <translation>保存しました。S{number}に参加しています。</translation>
    </message>
    <message>
        <source>Saved: you declined S{number}.</source>
        <translation>保存しました。S{number}を断りました。</translation>
    </message>
    <message>
        <source>Saved: you left S{number}.</source>
        <translation>保存しました。S{number}から抜けました。</translation>
    </message>
    <message>
        <source>Saved: S{number} is archived.</source>
        <translation>保存しました。S{number}をアーカイブしました。</translation>
    </message>
    <message>
        <source>Saved. Not reached: {names}</source>
        <translation>保存しました。届かなかった人: {names}</translation>
    </message>
    <message>
        <source>Saved: {name} leads it.</source>
        <translation>保存しました。リードは{name}です。</translation>
    </message>
    <message>
        <source>Saved: {name} is out.</source>
        <translation>保存しました。{name}を外しました。</translation>
    </message>
    <message>
        <source>Saved: {name} is in.</source>
        <translation>保存しました。{name}が参加しました。</translation>
    </message>
    <message>
        <source>Saved: {name} declined.</source>
        <translation>保存しました。{name}は不参加です。</translation>
    </message>
    <message>
        <source>Saved: it is the case&apos;s next action.</source>
        <translation>保存しました。案件の次のアクションになりました。</translation>
    </message>
    <message>
        <source>Saved: it is done.</source>
        <translation>保存しました。完了しました。</translation>
    </message>
    <message>
        <source>Saved: it stays with the case.</source>
        <translation>保存しました。案件に残ります。</translation>
    </message>
    <message>
        <source>Saved: S{number} is closed. Its summary is a note of the case.</source>
        <translation>保存しました。S{number}を終了し、まとめを案件のメモにしました。</translation>
    </message>
    <message>
        <source>Saved: S{number} is open again.</source>
        <translation>保存しました。S{number}を再開しました。</translation>
    </message>
</context>
<context>
    <name>Swarms</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>You ({name})</source>
        <translation>自分({name})</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>Triage</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>招待</translation>
    </message>
    <message>
        <source>Discussion</source>
        <translation>話し合い</translation>
    </message>
    <message>
        <source>Next action</source>
        <translation>次のアクション</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>終了準備</translation>
    </message>
    <message>
        <source>Next: invite those who can help.</source>
        <translation>次: 助けになる人を招待する。</translation>
    </message>
    <message>
        <source>Next: write what you know; whoever joins reads it.</source>
        <translation>次: 分かっていることを書く。参加した人が読みます。</translation>
    </message>
    <message>
        <source>Next: name the next action, with who does it and until when.</source>
        <translation>次: 次のアクション、担当者、期限を決める。</translation>
    </message>
    <message>
        <source>Next: do it, then say that it is done, or hand it on.</source>
        <translation>次: 実行して完了にするか、引き継ぐ。</translation>
    </message>
    <message>
        <source>Next: tell the customer, write the summary, close.</source>
        <translation>次: お客様に連絡し、まとめを書いて終了する。</translation>
    </message>
    <message>
        <source>Next: archive it, or go on with it.</source>
        <translation>次: アーカイブするか、再開する。</translation>
    </message>
    <message>
        <source>It is put away and can be read for ever.</source>
        <translation>保管済みです。いつでも読めます。</translation>
    </message>
    <message>
        <source>Many customers or sites are hit</source>
        <translation>多くのお客様や拠点に影響がある</translation>
    </message>
    <message>
        <source>It gets worse by the hour</source>
        <translation>時間とともに悪化している</translation>
    </message>
    <message>
        <source>People or data are in danger</source>
        <translation>人やデータに危険が及ぶ</translation>
    </message>
    <message>
        <source>There is no way around it</source>
        <translation>回避策がない</translation>
    </message>
    <message>
        <source>No known fault or article fits</source>
        <translation>既知の障害や記事に該当しない</translation>
    </message>
    <message>
        <source>Logs and steps to see it are at hand</source>
        <translation>ログと再現手順がそろっている</translation>
    </message>
    <message>
        <source>It needs skills that others have</source>
        <translation>ほかの人のスキルが必要</translation>
    </message>
    <message>
        <source>A promise to the customer is at risk</source>
        <translation>お客様との約束が守れない恐れがある</translation>
    </message>
    <message>
        <source>No next action yet</source>
        <translation>次のアクションは未定</translation>
    </message>
    <message>
        <source>Done: {text}</source>
        <translation>完了: {text}</translation>
    </message>
    <message>
        <source>Handed on to the case: {text}</source>
        <translation>案件へ引き継ぎ: {text}</translation>
    </message>
    <message>
        <source>{text} · {owner} · overdue {time}</source>
        <translation>{text} · {owner} · {time}超過</translation>
    </message>
    <message>
        <source>{text} · {owner} · until {time}</source>
        <translation>{text} · {owner} · {time}まで</translation>
    </message>
    <message>
        <source>a call</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>an SMS</source>
        <translation>SMSメッセージ</translation>
    </message>
    <message>
        <source>a reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>a mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>a Slack message</source>
        <translation>Slackメッセージ</translation>
    </message>
    <message>
        <source>The customer was told: {how}, {time}</source>
        <translation>お客様に連絡済み: {how}、{time}</translation>
    </message>
    <message>
        <source>{name} (external)</source>
        <translation>{name}(社外)</translation>
    </message>
    <message>
        <source>{name} (lead)</source>
        <translation>{name}(リード)</translation>
    </message>
    <message>
        <source>In it: {names}</source>
        <translation>参加中: {names}</translation>
    </message>
    <message>
        <source>Asked: {names}</source>
        <translation>招待中: {names}</translation>
    </message>
    <message>
        <source>hub</source>
        <translation>ハブ</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>call</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>desk phone</source>
        <translation>固定電話</translation>
    </message>
    <message>
        <source>not known here any more</source>
        <translation>登録なし</translation>
    </message>
    <message>
        <source>is in it</source>
        <translation>参加中</translation>
    </message>
    <message>
        <source>was asked already</source>
        <translation>招待済み</translation>
    </message>
    <message>
        <source>not at work</source>
        <translation>勤務外</translation>
    </message>
    <message>
        <source>in as many swarms as one can be</source>
        <translation>参加数が上限</translation>
    </message>
    <message>
        <source>quiet hours</source>
        <translation>連絡を控える時間帯</translation>
    </message>
    <message>
        <source>no way to reach them</source>
        <translation>連絡手段なし</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>番号なし</translation>
    </message>
    <message>
        <source>no SMS gateway</source>
        <translation>SMS送信手段なし</translation>
    </message>
    <message>
        <source>wants no SMS</source>
        <translation>SMS拒否</translation>
    </message>
    <message>
        <source>the way is down</source>
        <translation>経路が停止中</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>届かず</translation>
    </message>
    <message>
        <source>lead</source>
        <translation>リード</translation>
    </message>
    <message>
        <source>external</source>
        <translation>社外</translation>
    </message>
    <message>
        <source>over the hub</source>
        <translation>ハブ経由</translation>
    </message>
    <message>
        <source>by SMS</source>
        <translation>SMSで</translation>
    </message>
    <message>
        <source>said at a desk</source>
        <translation>端末で代理入力</translation>
    </message>
    <message>
        <source>asked {time}</source>
        <translation>{time}招待</translation>
    </message>
    <message>
        <source>in it since {time}</source>
        <translation>{time}から参加</translation>
    </message>
    <message>
        <source>declined {time}</source>
        <translation>{time}辞退</translation>
    </message>
    <message>
        <source>left {time}</source>
        <translation>{time}に抜けた</translation>
    </message>
    <message>
        <source>taken out {time}</source>
        <translation>{time}に外された</translation>
    </message>
    <message>
        <source>reads along since {time}</source>
        <translation>{time}から閲覧</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>返事なし</translation>
    </message>
    <message>
        <source>not known whether it arrived</source>
        <translation>届いたか不明</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>配信済み</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>返信あり</translation>
    </message>
    <message>
        <source>{way}: {state}</source>
        <translation>{way}: {state}</translation>
    </message>
</context>
<context>
    <name>SwarmsModel</name>
    <message>
        <source>Swarm</source>
        <translation>スウォーム</translation>
    </message>
    <message>
        <source>In it</source>
        <translation>参加</translation>
    </message>
    <message>
        <source>{inside} of {asked}</source>
        <translation>{inside}/{asked}人</translation>
    </message>
    <message>
        <source>you are asked</source>
        <translation>招待されています</translation>
    </message>
    <message>
        <source>overdue {time}</source>
        <translation>{time}超過</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>{time}まで</translation>
    </message>
</context>
<context>
    <name>SwarmsView</name>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>Choose a swarm</source>
        <translation>スウォームを選択</translation>
    </message>
    <message>
        <source>Or open a case and press Shift+S: several people work on it together, over the hub and by SMS.</source>
        <translation>または案件を開いてShift+Sを押すと、ハブとSMSで複数の人が一緒に取り組めます。</translation>
    </message>
    <message>
        <source>Is a swarm wanted?</source>
        <translation>スウォームを行いますか?</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>人を招待</translation>
    </message>
    <message>
        <source>Swarms</source>
        <translation>スウォーム</translation>
    </message>
</context>
<context>
    <name>SyncActions</name>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Keep my value</source>
        <translation>自分の値を残す</translation>
    </message>
    <message>
        <source>Keep their value</source>
        <translation>相手の値を残す</translation>
    </message>
    <message>
        <source>Choose another value</source>
        <translation>別の値を選ぶ</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Ask the system whether it arrived</source>
        <translation>届いたかシステムに確認</translation>
    </message>
    <message>
        <source>It arrived</source>
        <translation>届いた</translation>
    </message>
    <message>
        <source>It did not arrive</source>
        <translation>届いていない</translation>
    </message>
    <message>
        <source>Drop it …</source>
        <translation>送信を取りやめる…</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>案件を開く</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>今すぐ送信</translation>
    </message>
    <message>
        <source>Day&apos;s report</source>
        <translation>日報</translation>
    </message>
</context>
<context>
    <name>SyncList</name>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>到着不明</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>All systems</source>
        <translation>すべてのシステム</translation>
    </message>
    <message>
        <source>Only what goes to</source>
        <translation>送信先で絞り込む</translation>
    </message>
    <message>
        <source>What is not yet delivered</source>
        <translation>まだ届いていないもの</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>該当するものはありません</translation>
    </message>
    <message>
        <source>Choose another filter above.</source>
        <translation>上で別の絞り込みを選んでください。</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>すべて送信済みです</translation>
    </message>
    <message>
        <source>What you do while a system is down appears here until it has arrived.</source>
        <translation>システムの停止中に行った作業は、届くまでここに表示されます。</translation>
    </message>
</context>
<context>
    <name>SyncView</name>
    <message>
        <source>Sync</source>
        <translation>同期</translation>
    </message>
    <message>
        <source>Da&amp;y&apos;s report</source>
        <translation>日報(&amp;Y)</translation>
    </message>
    <message>
        <source>What happened today: outages, work done here, what arrived, what was decided</source>
        <translation>今日の出来事：障害、ここで行った作業、到着したもの、判断したこと</translation>
    </message>
    <message>
        <source>&amp;Send now</source>
        <translation>今すぐ送信(&amp;S)</translation>
    </message>
    <message>
        <source>Try everything that waits, without waiting for its next time</source>
        <translation>次の予定を待たずに、送信待ちのものをすべて試します</translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>未完了 %Ln件</numerusform>
        </translation>
    </message>
    <message>
        <source>the first {shown} of {total}</source>
        <translation>{total}件中の最初の{shown}件</translation>
    </message>
    <message>
        <source>Asking {system} …</source>
        <translation>{system}に確認中…</translation>
    </message>
    <message numerus="yes">
        <source>%n saved</source>
        <translation>
            <numerusform>%n件保存しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left as they were</source>
        <translation>
            <numerusform>%n件は変更していません</numerusform>
        </translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存しました</translation>
    </message>
    <message numerus="yes">
        <source>%n arrived</source>
        <translation>
            <numerusform>%n件到着</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n did not arrive and are sent again</source>
        <translation>
            <numerusform>%n件は届いておらず、再送信します</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be asked about</source>
        <translation>
            <numerusform>%n件は確認できませんでした</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying to send what waits.</source>
        <translation>送信待ちのものを送信しています。</translation>
    </message>
</context>
<context>
    <name>SystemList</name>
    <message>
        <source>All systems</source>
        <translation>すべてのシステム</translation>
    </message>
</context>
<context>
    <name>TeamList</name>
    <message>
        <source>Team</source>
        <translation>チーム</translation>
    </message>
    <message>
        <source>No team is known here yet</source>
        <translation>まだチームのメンバーがいません</translation>
    </message>
    <message>
        <source>Teammates come with the helpdesk&apos;s cases, or with an import of people who have the kind &apos;team&apos;.</source>
        <translation>メンバーはヘルプデスクの案件とともに取得されます。種別が「チーム」の人を取り込むこともできます。</translation>
    </message>
    <message>
        <source>Import people…</source>
        <translation>連絡先を取り込む…</translation>
    </message>
    <message>
        <source>Nobody of the team fits</source>
        <translation>該当するメンバーはいません</translation>
    </message>
    <message>
        <source>Try fewer words, or all statuses.</source>
        <translation>言葉を減らすか、「すべて」の状態で探してください。</translation>
    </message>
    <message>
        <source>Everybody can be reached</source>
        <translation>全員に連絡できます</translation>
    </message>
    <message>
        <source>Who has no path that works now would stand here.</source>
        <translation>使える連絡手段がない人はここに表示されます。</translation>
    </message>
    <message>
        <source>Nobody is on call now</source>
        <translation>現在の当番はいません</translation>
    </message>
    <message>
        <source>Import an on-call calendar with &apos;Import shifts&apos;; who is on call by it stands here.</source>
        <translation>「シフトを取り込む」で当番のカレンダーを取り込むと、当番の人がここに表示されます。</translation>
    </message>
    <message>
        <source>Nobody has this status now</source>
        <translation>この状態の人はいません</translation>
    </message>
    <message>
        <source>Choose &apos;All&apos; to see the whole team.</source>
        <translation>「すべて」を選ぶとチーム全員が表示されます。</translation>
    </message>
</context>
<context>
    <name>TemplatesPanel</name>
    <message>
        <source>Templates</source>
        <translation>定型文</translation>
    </message>
    <message>
        <source>Search templates</source>
        <translation>定型文を検索</translation>
    </message>
    <message>
        <source>Text of the template</source>
        <translation>定型文の本文</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使う(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keep my text</source>
        <translation>本文を登録(&amp;K)</translation>
    </message>
    <message>
        <source>Keep what is in the composer as a template of your own</source>
        <translation>入力中の本文を自分の定型文として登録</translation>
    </message>
    <message>
        <source>Change this template of your own</source>
        <translation>自分の定型文を変更</translation>
    </message>
    <message>
        <source>Remove this template of your own</source>
        <translation>自分の定型文を削除</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>題名</translation>
    </message>
    <message>
        <source>Title of the template</source>
        <translation>定型文の題名</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>登録</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>{title} · your own</source>
        <translation>{title}・自分用</translation>
    </message>
</context>
<context>
    <name>ThreadPane</name>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>This sender has no number that can be rung.</source>
        <translation>この送信者には電話できる番号がありません。</translation>
    </message>
    <message>
        <source>This conversation is about no case yet.</source>
        <translation>この会話はまだどの案件にも属していません。</translation>
    </message>
    <message>
        <source>Assign a message to one.</source>
        <translation>メッセージを案件に割り当ててください。</translation>
    </message>
</context>
<context>
    <name>ThreadWriting</name>
    <message>
        <source>Given up in Messages</source>
        <translation>「メッセージ」で中止しました</translation>
    </message>
    <message>
        <source>It goes out on {when}.</source>
        <translation>{when} に送信します。</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>割り当てました</translation>
    </message>
    <message>
        <source>Taken away</source>
        <translation>外しました</translation>
    </message>
    <message>
        <source>Saved. It goes out on {when}.</source>
        <translation>保存しました。{when} に送信します。</translation>
    </message>
    <message>
        <source>It is on its way already and cannot be taken back.</source>
        <translation>すでに送信が始まっているため、取り消せません。</translation>
    </message>
    <message>
        <source>Write again to put it right; the list shows how far it is.</source>
        <translation>訂正するには新しく書いてください。進み具合は一覧に表示されます。</translation>
    </message>
    <message>
        <source>Taken back: nothing was sent.</source>
        <translation>取り消しました。何も送信されていません。</translation>
    </message>
    <message>
        <source>Its text is a draft again.</source>
        <translation>本文は下書きに戻りました。</translation>
    </message>
    <message>
        <source>Undone: it is as before.</source>
        <translation>元に戻しました。</translation>
    </message>
    <message>
        <source>The gateway has it: it arrived there.</source>
        <translation>ゲートウェイに届いています。</translation>
    </message>
    <message>
        <source>The gateway does not have it. It is sent again.</source>
        <translation>ゲートウェイに届いていないため、もう一度送ります。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Show older</source>
        <translation>以前の経過を表示</translation>
    </message>
    <message>
        <source>{name} · {size} · not available offline</source>
        <translation>{name}・{size}・オフラインでは利用不可</translation>
    </message>
    <message>
        <source>file without a name</source>
        <translation>名前のないファイル</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>Show less (Enter)</source>
        <translation>折りたたむ（Enter）</translation>
    </message>
    <message>
        <source>Show quoted text (Enter)</source>
        <translation>引用を表示（Enter）</translation>
    </message>
    <message>
        <source>Show all (Enter)</source>
        <translation>すべて表示 (Enter)</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}: {old} → {new}</translation>
    </message>
    <message>
        <source>Call back {when}.</source>
        <translation>{when}に再連絡。</translation>
    </message>
    <message>
        <source>A swarm: {why}</source>
        <translation>スウォームを行う:{why}</translation>
    </message>
    <message>
        <source>No swarm: {why}</source>
        <translation>スウォームを行わない:{why}</translation>
    </message>
    <message>
        <source>Claim {token}, confirmed.</source>
        <translation>確保{token}（確定）。</translation>
    </message>
    <message>
        <source>Claim provisional: others may have rung too.</source>
        <translation>仮の確保：ほかの人も電話した可能性があります。</translation>
    </message>
    <message>
        <source>Claim contested: somebody else was on this customer too.</source>
        <translation>確保が重複：ほかの人もこの顧客に対応していました。</translation>
    </message>
    <message>
        <source>Not covered by a claim: claim {token} had passed to somebody else.</source>
        <translation>確保の範囲外：確保{token}はほかの人に移っていました。</translation>
    </message>
    <message>
        <source>Called although {who} was on this customer.</source>
        <translation>{who}が対応中でしたが電話しました。</translation>
    </message>
    <message>
        <source>… quoted lines: {count}</source>
        <translation>… 引用：{count}行</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>顧客</translation>
    </message>
    <message>
        <source>You</source>
        <translation>自分</translation>
    </message>
    <message>
        <source>call {length}</source>
        <translation>通話 {length}</translation>
    </message>
    <message>
        <source>call in which this was read out</source>
        <translation>この内容を読み上げた電話</translation>
    </message>
    <message>
        <source>key {key} in a call</source>
        <translation>通話中のキー{key}</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>返信</translation>
    </message>
    <message>
        <source>note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>put an SMS to this case</source>
        <translation>SMSをこの案件に追加</translation>
    </message>
    <message>
        <source>took an SMS from this case</source>
        <translation>SMSをこの案件から除外</translation>
    </message>
    <message>
        <source>mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Slack message</source>
        <translation>Slack メッセージ</translation>
    </message>
    <message>
        <source>message over the hub</source>
        <translation>ハブ経由のメッセージ</translation>
    </message>
    <message>
        <source>next action</source>
        <translation>次の対応</translation>
    </message>
    <message>
        <source>looked the case over</source>
        <translation>案件のトリアージ</translation>
    </message>
    <message>
        <source>opened a swarm</source>
        <translation>スウォームを開始</translation>
    </message>
    <message>
        <source>closed the swarm</source>
        <translation>スウォームを終了</translation>
    </message>
    <message>
        <source>went on with the swarm</source>
        <translation>スウォームを再開</translation>
    </message>
    <message>
        <source>new case</source>
        <translation>新規案件</translation>
    </message>
    <message>
        <source>got its number</source>
        <translation>番号が付与されました</translation>
    </message>
    <message>
        <source>decided a conflict</source>
        <translation>競合を解決</translation>
    </message>
    <message>
        <source>not to be sent</source>
        <translation>送信取りやめ</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>再送</translation>
    </message>
    <message>
        <source>goes over another gateway</source>
        <translation>別のゲートウェイから送信</translation>
    </message>
    <message>
        <source>cleared up whether it arrived</source>
        <translation>到着の有無を確認</translation>
    </message>
</context>
<context>
    <name>TimelineFilter</name>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Show only this in the timeline (Alt+{number})</source>
        <translation>タイムラインにこれだけを表示（Alt+{number}）</translation>
    </message>
    <message>
        <source>Show all (Alt+{number})</source>
        <translation>すべて表示（Alt+{number}）</translation>
    </message>
</context>
<context>
    <name>TimelinePart</name>
    <message>
        <source>Timeline</source>
        <translation>タイムライン</translation>
    </message>
    <message>
        <source>Choose a message in the timeline first.</source>
        <translation>先にタイムラインでメッセージを選択してください。</translation>
    </message>
    <message>
        <source>There are no links in this message.</source>
        <translation>このメッセージにリンクはありません。</translation>
    </message>
    <message>
        <source>&amp;Copy text</source>
        <translation>本文をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Fold quoted text</source>
        <translation>引用を折りたたむ(&amp;F)</translation>
    </message>
    <message>
        <source>Show &amp;quoted text</source>
        <translation>引用を表示(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Links in this message…</source>
        <translation>このメッセージのリンク(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>取り消す(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>&lt; 1 min</source>
        <translation>1分未満</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours}時間</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}時間{minutes}分</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days}日</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>たった今</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>{span}前</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span}後</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes}分{seconds}秒</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <translation>M月d日(ddd)</translation>
    </message>
    <message>
        <source>ddd d MMM HH:mm</source>
        <translation>M月d日(ddd) HH:mm</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>{system}: {state} for {span}</source>
        <translation>{system}: {state}（{span}）</translation>
    </message>
    <message>
        <source>{system}: {state}</source>
        <translation>{system}: {state}</translation>
    </message>
    <message numerus="yes">
        <source>%n unread notifications</source>
        <translation>
            <numerusform>未読の通知%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Fallback Console</source>
        <translation>Fallback Console</translation>
    </message>
    <message>
        <source>&amp;Open the window</source>
        <translation>ウィンドウを開く(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;What is down</source>
        <translation>停止中のシステム(&amp;W)</translation>
    </message>
    <message>
        <source>My &amp;status</source>
        <translation>自分の状態(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Fetch from the helpdesk now</source>
        <translation>ヘルプデスクから今すぐ取得(&amp;F)</translation>
    </message>
    <message>
        <source>Silence sounds for &amp;1 hour</source>
        <translation>音を1時間止める(&amp;1)</translation>
    </message>
    <message>
        <source>Sounds o&amp;n</source>
        <translation>音を鳴らす(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>TriageForm</name>
    <message>
        <source>What is true of it?</source>
        <translation>当てはまるもの</translation>
    </message>
    <message>
        <source>Priority of the case</source>
        <translation>案件の優先度</translation>
    </message>
    <message>
        <source>Why a swarm, or why not</source>
        <translation>行う理由、または行わない理由</translation>
    </message>
    <message>
        <source>What help is needed with</source>
        <translation>助けが必要なこと</translation>
    </message>
    <message>
        <source>Who leads it</source>
        <translation>リード</translation>
    </message>
    <message>
        <source>For example: two sites are hit, and nobody here knows the router</source>
        <translation>例: 2拠点に影響があり、ルーターに詳しい人がいない</translation>
    </message>
    <message>
        <source>For example: the north stores are offline</source>
        <translation>例: 北地区の店舗がオフライン</translation>
    </message>
    <message>
        <source>&amp;Open a swarm</source>
        <translation>スウォームを開始(&amp;O)</translation>
    </message>
    <message>
        <source>No s&amp;warm</source>
        <translation>スウォームを行わない(&amp;W)</translation>
    </message>
    <message>
        <source>It is kept with the case that a swarm was decided against, and why</source>
        <translation>行わないと判断したことと理由が案件に残ります</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>{count} of {all} are true. The more there are, the more a swarm is worth it.</source>
        <translation>{all}項目中{count}項目が該当。多いほどスウォームが有効です。</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Fallback Console</source>
        <translation>Fallback Console</translation>
    </message>
    <message>
        <source>Nothing was deleted or changed. Data folder: {folder}</source>
        <translation>何も削除・変更していません。データフォルダー：{folder}</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>詳細をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>もう一度試す(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>{what}. Undo with Alt+Z.</source>
        <translation>{what}。Alt+Zで取り消せます。</translation>
    </message>
    <message>
        <source>Undo ({seconds} s)</source>
        <translation>取り消す（{seconds}秒）</translation>
    </message>
    <message>
        <source>Take it back (Alt+Z)</source>
        <translation>取り消す（Alt+Z）</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Fallback Console</source>
        <translation>Fallback Console</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>パスフレーズを決める</translation>
    </message>
    <message>
        <source>This computer has no keychain, so a passphrase protects the customers&apos; data here. Nobody can recover it: keep it where you keep such things.</source>
        <translation>このPCにはキーチェーンがないため、パスフレーズでお客様のデータを保護します。忘れると誰にも復元できません。安全な場所に控えてください。</translation>
    </message>
    <message>
        <source>Unlock the console</source>
        <translation>コンソールのロック解除</translation>
    </message>
    <message>
        <source>The customers&apos; data on this computer are encrypted.</source>
        <translation>このPCのお客様データは暗号化されています。</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>パスフレーズ(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>パスフレーズ（確認）(&amp;A)</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>パスフレーズ</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>パスフレーズ（確認）</translation>
    </message>
    <message>
        <source>Set and &amp;open</source>
        <translation>設定して開く(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>ロック解除(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空欄</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Queue</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>People</source>
        <translation>連絡先</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通話</translation>
    </message>
    <message>
        <source>Swarms</source>
        <translation>スウォーム</translation>
    </message>
    <message>
        <source>Roster</source>
        <translation>メンバー</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同期</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>WaitingCalls</name>
    <message>
        <source>No case is open.</source>
        <translation>開いている案件がありません。</translation>
    </message>
    <message>
        <source>Open one in the queue first.</source>
        <translation>先にキューで案件を開いてください。</translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>Welcome</source>
        <translation>ようこそ</translation>
    </message>
    <message>
        <source>Keep working when the helpdesk, chat or mail is down</source>
        <translation>ヘルプデスクやチャット、メールが止まっても仕事を続けられます</translation>
    </message>
    <message>
        <source>This console copies your cases to this computer while all is well. In an outage you go on with the copy, and everything you did is delivered afterwards. Setting up takes about two minutes.</source>
        <translation>ふだんは案件をこのコンピューターにコピーしておきます。障害のときはコピーで作業を続け、復旧後にすべてが反映されます。設定は 2 分ほどで終わります。</translation>
    </message>
    <message>
        <source>Set &amp;up later</source>
        <translation>後で設定(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>Loo&amp;k</source>
        <translation>配色(&amp;K)</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>light</source>
        <translation>明るい</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>暗い</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Just looking?</source>
        <translation>見てみるだけなら</translation>
    </message>
    <message>
        <source>See an outage on invented cases, in a window of its own. Nothing there reaches a real system.</source>
        <translation>架空の案件で障害時の様子を別のウィンドウで体験できます。本物のシステムには何も届きません。</translation>
    </message>
    <message>
        <source>Look &amp;around</source>
        <translation>体験してみる(&amp;A)</translation>
    </message>
</context>
<context>
    <name>WhomFields</name>
    <message>
        <source>Everybody of a kind</source>
        <translation>種類で選ぶ</translation>
    </message>
    <message>
        <source>Everybody in a group</source>
        <translation>グループで選ぶ</translation>
    </message>
    <message>
        <source>Only with these words: name, place, skill, language</source>
        <translation>語句で絞り込み（名前・所属・スキル・言語）</translation>
    </message>
    <message>
        <source>Words that people have to fit</source>
        <translation>対象者を絞り込む語句</translation>
    </message>
    <message>
        <source>Choose a group …</source>
        <translation>グループを選択…</translation>
    </message>
    <message>
        <source>{group} ({count})</source>
        <translation>{group}（{count}）</translation>
    </message>
</context>
<context>
    <name>WishesPanel</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Back (Escape); what was changed stays until you save it</source>
        <translation>戻る（Escape）。変更は保存するまで残ります</translation>
    </message>
    <message>
        <source>Paths, the first to be tried first; Alt with Up and Down moves one</source>
        <translation>連絡方法。先頭から順に試します。Altと上下の矢印キーで移動できます</translation>
    </message>
    <message>
        <source>Earl&amp;ier</source>
        <translation>先にする(&amp;I)</translation>
    </message>
    <message>
        <source>Try this path earlier (Alt+Up)</source>
        <translation>この方法を先に試す（Alt+↑）</translation>
    </message>
    <message>
        <source>La&amp;ter</source>
        <translation>後にする(&amp;T)</translation>
    </message>
    <message>
        <source>Try this path later (Alt+Down)</source>
        <translation>この方法を後で試す（Alt+↓）</translation>
    </message>
    <message>
        <source>&amp;Usual order</source>
        <translation>通常の順番(&amp;U)</translation>
    </message>
    <message>
        <source>No order is wished: the usual one counts</source>
        <translation>順番の希望なし。通常の順番に従います</translation>
    </message>
    <message>
        <source>May this path be used?</source>
        <translation>この方法を使用できますか</translation>
    </message>
    <message>
        <source>&amp;Quiet hours</source>
        <translation>連絡を控える時間帯(&amp;Q)</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>連絡を控える時間帯</translation>
    </message>
    <message>
        <source>Quiet from, where the person is</source>
        <translation>開始時刻（相手の現地時刻）</translation>
    </message>
    <message>
        <source>Quiet until, where the person is</source>
        <translation>終了時刻（相手の現地時刻）</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Keep these wishes (Ctrl+Enter)</source>
        <translation>希望を保存（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile.</source>
        <translation>ほかの人がこの内容を変更しました。</translation>
    </message>
    <message>
        <source>What you changed stands here and is not saved. What they wrote down is shown where you changed nothing.</source>
        <translation>自分の変更は残っていますが、まだ保存されていません。変更していない部分には相手の内容を表示しています。</translation>
    </message>
    <message>
        <source>Show theirs</source>
        <translation>相手の変更を表示</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>元に戻しました</translation>
    </message>
    <message>
        <source>Wishes of {name}</source>
        <translation>{name}の希望</translation>
    </message>
    <message>
        <source>last reached {when}</source>
        <translation>前回の連絡 {when}</translation>
    </message>
    <message>
        <source>nobody was reached over it yet</source>
        <translation>この方法で連絡がついたことはありません</translation>
    </message>
    <message>
        <source>{place}. {path}</source>
        <translation>{place}. {path}</translation>
    </message>
    <message>
        <source>As usual here: none</source>
        <translation>通常どおり：なし</translation>
    </message>
    <message>
        <source>As usual here: {hours}</source>
        <translation>通常どおり：{hours}</translation>
    </message>
    <message>
        <source>None: at any time</source>
        <translation>なし（いつでも可）</translation>
    </message>
    <message>
        <source>From … until …</source>
        <translation>時刻を指定</translation>
    </message>
    <message>
        <source>{zone}, {time} there</source>
        <translation>{zone}、現地時刻 {time}</translation>
    </message>
</context>
<context>
    <name>WrapUpChip</name>
    <message>
        <source>of {time}</source>
        <translation>／{time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>{time} 超過</translation>
    </message>
    <message>
        <source>The time for writing it up is over: log the call.</source>
        <translation>後処理の時間を過ぎました。通話を記録してください。</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>saved · it is kept with the person</source>
        <translation>保存済み · この人の情報に加えました</translation>
    </message>
</context>
<context>
    <name>_Side</name>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
</context>
<context>
    <name>_Step</name>
    <message>
        <source>done by {who}, {time}</source>
        <translation>{who}が完了（{time}）</translation>
    </message>
    <message>
        <source>not done after all: {who}, {time}</source>
        <translation>未完了に戻しました：{who}（{time}）</translation>
    </message>
</context>
</TS>
