<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Relief</source>
   <translation>关于 Relief</translation>
  </message>
  <message>
   <source>Turns an ordinary video of a person into 3D motion, and says where to believe it.

The lifter follows “Improving Robustness and Accuracy via Relative Information Encoding in 3D Human Pose Estimation” (Shan et al., ACM Multimedia 2021).

Relief is free software under the MIT licence. The data used to train the lifters was obtained from mocap.cs.cmu.edu. The database was created with funding from NSF EIA-0196217.</source>
   <translation>将普通的人物视频变为 3D 动作，并指出哪里可信。

提升器依据论文 “Improving Robustness and Accuracy via Relative Information Encoding in 3D Human Pose Estimation”（Shan 等，ACM Multimedia 2021）。

Relief 是采用 MIT 许可的自由软件。训练提升器所用的数据来自 mocap.cs.cmu.edu，该数据库由 NSF EIA-0196217 资助建立。</translation>
  </message>
 </context>
 <context>
  <name>Actions</name>
  <message>
   <source>3D as the camera saw it</source>
   <translation>3D 相机视角</translation>
  </message>
  <message>
   <source>3D from above</source>
   <translation>3D 俯视</translation>
  </message>
  <message>
   <source>3D from the front</source>
   <translation>3D 正面</translation>
  </message>
  <message>
   <source>3D from the side</source>
   <translation>3D 侧面</translation>
  </message>
  <message>
   <source>3D large, with tables of both lifters</source>
   <translation>大 3D 视图与两个提升器的表格</translation>
  </message>
  <message>
   <source>About Relief</source>
   <translation>关于 Relief</translation>
  </message>
  <message>
   <source>All keys on one page</source>
   <translation>所有快捷键一览</translation>
  </message>
  <message>
   <source>Back one frame</source>
   <translation>后退一帧</translation>
  </message>
  <message>
   <source>Back ten frames</source>
   <translation>后退十帧</translation>
  </message>
  <message>
   <source>Bookmark</source>
   <translation>书签</translation>
  </message>
  <message>
   <source>Change between the dark and the light theme</source>
   <translation>切换深色与浅色主题</translation>
  </message>
  <message>
   <source>Check this machine</source>
   <translation>检查本机</translation>
  </message>
  <message>
   <source>Choose a person…</source>
   <translation>选择人物…</translation>
  </message>
  <message>
   <source>Choose one of the people in the video</source>
   <translation>选择视频中的一个人</translation>
  </message>
  <message>
   <source>Choose the next person in the video</source>
   <translation>选择视频中的下一个人</translation>
  </message>
  <message>
   <source>Choose the person before</source>
   <translation>选择上一个人</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Close the video; nothing is lost</source>
   <translation>关闭视频；不会丢失任何内容</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Compare with motion capture of the same clip</source>
   <translation>与同一片段的动作捕捉比较</translation>
  </message>
  <message>
   <source>Copy the pose</source>
   <translation>复制姿态</translation>
  </message>
  <message>
   <source>Copy this frame's joints, for a spreadsheet</source>
   <translation>复制当前帧的关节，可粘贴到表格</translation>
  </message>
  <message>
   <source>Correct</source>
   <translation>修正</translation>
  </message>
  <message>
   <source>Cut the person here</source>
   <translation>在此处切开人物</translation>
  </message>
  <message>
   <source>Dark or light</source>
   <translation>深色或浅色</translation>
  </message>
  <message>
   <source>Detector, lifters, looks, keys</source>
   <translation>检测器、提升器、外观、快捷键</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>编辑</translation>
  </message>
  <message>
   <source>End Relief; nothing is lost</source>
   <translation>退出 Relief；不会丢失任何内容</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <source>Faster</source>
   <translation>加速</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>Fill the screen</source>
   <translation>占满屏幕</translation>
  </message>
  <message>
   <source>Find a command…</source>
   <translation>查找命令…</translation>
  </message>
  <message>
   <source>Find the person and lift to 3D, with the settings</source>
   <translation>按设置查找人物并提升到 3D</translation>
  </message>
  <message>
   <source>First frame</source>
   <translation>第一帧</translation>
  </message>
  <message>
   <source>From this frame on it is somebody else</source>
   <translation>从此帧起是另一个人</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>全屏</translation>
  </message>
  <message>
   <source>Go back one frame</source>
   <translation>后退一帧</translation>
  </message>
  <message>
   <source>Go back ten frames</source>
   <translation>后退十帧</translation>
  </message>
  <message>
   <source>Go on one frame</source>
   <translation>前进一帧</translation>
  </message>
  <message>
   <source>Go on ten frames</source>
   <translation>前进十帧</translation>
  </message>
  <message>
   <source>Go to the finding before</source>
   <translation>转到上一个发现</translation>
  </message>
  <message>
   <source>Go to the first frame</source>
   <translation>转到第一帧</translation>
  </message>
  <message>
   <source>Go to the last frame</source>
   <translation>转到最后一帧</translation>
  </message>
  <message>
   <source>Go to the next bookmark</source>
   <translation>转到下一个书签</translation>
  </message>
  <message>
   <source>Go to the next finding</source>
   <translation>转到下一个发现</translation>
  </message>
  <message>
   <source>Go to where the lifters differ most, then to where they differ less</source>
   <translation>转到提升器分歧最大处，再依次转到较小处</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>帮助</translation>
  </message>
  <message>
   <source>Keypoints for this video…</source>
   <translation>此视频的关键点…</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>快捷键</translation>
  </message>
  <message>
   <source>Larger text</source>
   <translation>放大文字</translation>
  </message>
  <message>
   <source>Last frame</source>
   <translation>最后一帧</translation>
  </message>
  <message>
   <source>Load true motion…</source>
   <translation>载入真实动作…</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>日志</translation>
  </message>
  <message>
   <source>Loop from here</source>
   <translation>循环起点</translation>
  </message>
  <message>
   <source>Loop to here</source>
   <translation>循环终点</translation>
  </message>
  <message>
   <source>Make all text larger</source>
   <translation>放大所有文字</translation>
  </message>
  <message>
   <source>Make all text smaller</source>
   <translation>缩小所有文字</translation>
  </message>
  <message>
   <source>Make it again</source>
   <translation>重新执行</translation>
  </message>
  <message>
   <source>Mark this frame, or take the mark away</source>
   <translation>标记此帧，或取消标记</translation>
  </message>
  <message>
   <source>Merge with another person…</source>
   <translation>与另一人合并…</translation>
  </message>
  <message>
   <source>Next bookmark</source>
   <translation>下一个书签</translation>
  </message>
  <message>
   <source>Next finding</source>
   <translation>下一个发现</translation>
  </message>
  <message>
   <source>Next largest disagreement</source>
   <translation>下一个最大分歧</translation>
  </message>
  <message>
   <source>Next person</source>
   <translation>下一个人</translation>
  </message>
  <message>
   <source>No loop</source>
   <translation>取消循环</translation>
  </message>
  <message>
   <source>On one frame</source>
   <translation>前进一帧</translation>
  </message>
  <message>
   <source>On ten frames</source>
   <translation>前进十帧</translation>
  </message>
  <message>
   <source>Open a video or a take</source>
   <translation>打开视频或 take 文件</translation>
  </message>
  <message>
   <source>Open the sample</source>
   <translation>打开示例</translation>
  </message>
  <message>
   <source>Open the video that comes with Relief</source>
   <translation>打开 Relief 自带的视频</translation>
  </message>
  <message>
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>暂停</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>播放</translation>
  </message>
  <message>
   <source>Play backwards</source>
   <translation>倒放</translation>
  </message>
  <message>
   <source>Play faster</source>
   <translation>加快播放</translation>
  </message>
  <message>
   <source>Play forwards</source>
   <translation>正放</translation>
  </message>
  <message>
   <source>Play more slowly</source>
   <translation>放慢播放</translation>
  </message>
  <message>
   <source>Play or pause</source>
   <translation>播放或暂停</translation>
  </message>
  <message>
   <source>Play the whole video</source>
   <translation>播放整段视频</translation>
  </message>
  <message>
   <source>Previous finding</source>
   <translation>上一个发现</translation>
  </message>
  <message>
   <source>Previous person</source>
   <translation>上一个人</translation>
  </message>
  <message>
   <source>Process</source>
   <translation>处理</translation>
  </message>
  <message>
   <source>Process the video</source>
   <translation>处理视频</translation>
  </message>
  <message>
   <source>Put the panels where they belong</source>
   <translation>将面板放回原位</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>退出</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>重做</translation>
  </message>
  <message>
   <source>Render a video…</source>
   <translation>渲染视频…</translation>
  </message>
  <message>
   <source>Reset this layout</source>
   <translation>重置此布局</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>查看</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>Save a picture…</source>
   <translation>保存图片…</translation>
  </message>
  <message>
   <source>Save as…</source>
   <translation>另存为…</translation>
  </message>
  <message>
   <source>Save the take</source>
   <translation>保存 take</translation>
  </message>
  <message>
   <source>Save the take under another name</source>
   <translation>以其他名称保存 take</translation>
  </message>
  <message>
   <source>Save what the 3D view shows</source>
   <translation>保存 3D 视图的画面</translation>
  </message>
  <message>
   <source>See the figure as the camera saw it</source>
   <translation>从相机位置观看</translation>
  </message>
  <message>
   <source>See the figure from above</source>
   <translation>从上方观看</translation>
  </message>
  <message>
   <source>See the figure from the front</source>
   <translation>从正面观看</translation>
  </message>
  <message>
   <source>See the figure from the side</source>
   <translation>从侧面观看</translation>
  </message>
  <message>
   <source>Settings…</source>
   <translation>设置…</translation>
  </message>
  <message>
   <source>Slower</source>
   <translation>减速</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>缩小文字</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stop what is running; it can go on later</source>
   <translation>停止正在运行的任务；稍后可继续</translation>
  </message>
  <message>
   <source>Swap with another person…</source>
   <translation>与另一人交换…</translation>
  </message>
  <message>
   <source>Take back the last correction</source>
   <translation>撤销上一次修正</translation>
  </message>
  <message>
   <source>Take the 2D keypoints from a file instead of a detector</source>
   <translation>从文件读取 2D 关键点，代替检测器</translation>
  </message>
  <message>
   <source>The loop begins at this frame</source>
   <translation>从此帧开始循环</translation>
  </message>
  <message>
   <source>The loop ends at this frame</source>
   <translation>到此帧结束循环</translation>
  </message>
  <message>
   <source>The tracker exchanged two people, from here on or in the loop</source>
   <translation>跟踪器弄混了两个人，从此处起或在循环内</translation>
  </message>
  <message>
   <source>The tracker took one person for two</source>
   <translation>跟踪器把一个人当成了两个人</translation>
  </message>
  <message>
   <source>Try each part of Relief on this machine</source>
   <translation>在本机上逐项试用 Relief</translation>
  </message>
  <message>
   <source>Type what you want to do</source>
   <translation>输入想做的事</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <source>Version and licence</source>
   <translation>版本与许可</translation>
  </message>
  <message>
   <source>Video beside 3D, timeline below</source>
   <translation>视频与 3D 并列，时间轴在下</translation>
  </message>
  <message>
   <source>Video large, for corrections by hand</source>
   <translation>大视频视图，便于手动修正</translation>
  </message>
  <message>
   <source>View</source>
   <translation>视图</translation>
  </message>
  <message>
   <source>What Relief has done and met</source>
   <translation>Relief 做过的事和遇到的问题</translation>
  </message>
  <message>
   <source>Write the motion as BVH, CSV, glTF and others</source>
   <translation>将动作写为 BVH、CSV、glTF 等格式</translation>
  </message>
  <message>
   <source>Write video and 3D side by side as MP4</source>
   <translation>将视频与 3D 并排写为 MP4</translation>
  </message>
 </context>
 <context>
  <name>Autosave</name>
  <message>
   <source>Work cannot be kept in {folder}: save it yourself now and then.</source>
   <translation>无法在 {folder} 中自动保存：请您自己不时保存。</translation>
  </message>
 </context>
 <context>
  <name>ChartPlot</name>
  <message>
   <source>Copy the picture</source>
   <translation>复制图片</translation>
  </message>
  <message>
   <source>Save the chart</source>
   <translation>保存图表</translation>
  </message>
  <message>
   <source>Save the numbers…</source>
   <translation>保存数值…</translation>
  </message>
  <message>
   <source>Save the picture…</source>
   <translation>保存图片…</translation>
  </message>
  <message>
   <source>Show everything</source>
   <translation>显示全部</translation>
  </message>
  <message>
   <source>{name}: {y:.3g} at {x:.3g}</source>
   <translation>{name}：{x:.3g} 处为 {y:.3g}</translation>
  </message>
 </context>
 <context>
  <name>Choosing</name>
  <message>
   <source>Choosing</source>
   <translation>正在选择人物</translation>
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Commands</source>
   <translation>命令</translation>
  </message>
  <message>
   <source>Find a command</source>
   <translation>查找命令</translation>
  </message>
  <message>
   <source>What do you want to do?</source>
   <translation>想做什么？</translation>
  </message>
 </context>
 <context>
  <name>Commands</name>
  <message>
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
  <message>
   <source>Difference {rank} of {count}: {mm} mm on average in frame {frame}</source>
   <translation>第 {rank} 大分歧（共 {count} 处）：第 {frame} 帧平均 {mm} 毫米</translation>
  </message>
  <message>
   <source>Motion</source>
   <translation>动作</translation>
  </message>
  <message>
   <source>Open the video first, then the keypoints that belong to it.</source>
   <translation>请先打开视频，再打开与它对应的关键点。</translation>
  </message>
  <message>
   <source>Open true motion</source>
   <translation>打开真实动作</translation>
  </message>
  <message>
   <source>The pose is on the clipboard.</source>
   <translation>姿态已复制到剪贴板。</translation>
  </message>
  <message>
   <source>There is nothing to look at: no findings.</source>
   <translation>没有需要查看的内容：没有发现。</translation>
  </message>
  <message>
   <source>This takes two lifters: there is nothing to compare.</source>
   <translation>这需要两个提升器：没有可比较的内容。</translation>
  </message>
 </context>
 <context>
  <name>ComparisonPanel</name>
  <message>
   <source>Click a figure to see the frame where it is worst.</source>
   <translation>单击数值可查看最差的帧。</translation>
  </message>
  <message>
   <source>Comparison of the lifters</source>
   <translation>提升器的比较</translation>
  </message>
  <message>
   <source>Figures of each lifter by joint</source>
   <translation>各提升器按关节的数值</translation>
  </message>
  <message>
   <source>Here the lifters will be compared joint by joint: how far apart they are, how much each drifts and jitters, and, with truth loaded, how large their errors are.</source>
   <translation>这里将按关节比较各提升器：相差多远、各自漂移和抖动多少；载入真值后还有误差大小。</translation>
  </message>
  <message>
   <source>Load truth</source>
   <translation>载入真值</translation>
  </message>
  <message>
   <source>Load truth…</source>
   <translation>载入真值…</translation>
  </message>
  <message>
   <source>Reading {name}…</source>
   <translation>正在读取 {name}…</translation>
  </message>
  <message>
   <source>Real joints of this clip, from an NPZ, TRC, C3D or CSV file</source>
   <translation>此片段的真实关节，来自 NPZ、TRC、C3D 或 CSV 文件</translation>
  </message>
  <message>
   <source>Truth of the same clip (*.npz *.trc *.c3d *.csv)</source>
   <translation>同一片段的真值 (*.npz *.trc *.c3d *.csv)</translation>
  </message>
  <message>
   <source>Truth: {name}</source>
   <translation>真值：{name}</translation>
  </message>
  <message>
   <source>Truth: {name}. It does not say where the camera stood: for MPJPE each lifter's clip was turned onto it as a whole.</source>
   <translation>真值：{name}。其中没有相机位置：计算 MPJPE 时，各提升器的片段已整体转到与它对齐。</translation>
  </message>
  <message>
   <source>Without truth</source>
   <translation>不用真值</translation>
  </message>
 </context>
 <context>
  <name>ComparisonTable</name>
  <message>
   <source>All joints</source>
   <translation>所有关节</translation>
  </message>
  <message>
   <source>Beyond geometry mm</source>
   <translation>超出几何的漂移 mm</translation>
  </message>
  <message>
   <source>Bone spread %</source>
   <translation>骨长离散 %</translation>
  </message>
  <message>
   <source>Difference mm</source>
   <translation>差异 mm</translation>
  </message>
  <message>
   <source>How far the pose drifts when the person is moved across the picture</source>
   <translation>人物在画面中移动时姿态漂移多远</translation>
  </message>
  <message>
   <source>How much the bone that ends in this joint changes its length: std / mean</source>
   <translation>以此关节为末端的骨骼长度变化：标准差 / 均值</translation>
  </message>
  <message>
   <source>Jitter m/s²</source>
   <translation>抖动 m/s²</translation>
  </message>
  <message>
   <source>Joint</source>
   <translation>关节</translation>
  </message>
  <message>
   <source>MPJPE mm</source>
   <translation>MPJPE mm</translation>
  </message>
  <message>
   <source>Mean distance from the first lifter's joints (MPJPE between the two)</source>
   <translation>与第一个提升器的关节的平均距离（两者之间的 MPJPE）</translation>
  </message>
  <message>
   <source>Mean error against truth (protocol 1)</source>
   <translation>与真值的平均误差（协议 1）</translation>
  </message>
  <message>
   <source>Mean error against truth after each frame's best scale and rotation (protocol 2)</source>
   <translation>每帧最佳缩放与旋转后与真值的平均误差（协议 2）</translation>
  </message>
  <message>
   <source>P-MPJPE mm</source>
   <translation>P-MPJPE mm</translation>
  </message>
  <message>
   <source>RMS acceleration of the joint in true time; real movement is in it too</source>
   <translation>按真实时间计算的关节加速度均方根；也包含真实动作</translation>
  </message>
  <message>
   <source>Shift drift mm</source>
   <translation>平移漂移 mm</translation>
  </message>
  <message>
   <source>What is left of that drift once the turn is taken out that perspective demands of anybody who is seen elsewhere: the lifter's own error</source>
   <translation>除去透视对任何换了位置的人所要求的转动之后，漂移所剩的部分：提升模型自身的误差</translation>
  </message>
 </context>
 <context>
  <name>Core</name>
  <message>
   <source> as {0}</source>
   <translation>（按 {0}）</translation>
  </message>
  <message>
   <source>, only sound</source>
   <translation>，只有声音</translation>
  </message>
  <message>
   <source>--weights are for rtmpose. mmpose takes --mmpose-config and --mmpose-checkpoint.</source>
   <translation>--weights 只用于 rtmpose。mmpose 使用 --mmpose-config 和 --mmpose-checkpoint。</translation>
  </message>
  <message>
   <source>. If that is the video's first frame, say --keypoints-first {0}</source>
   <translation>。如果那是视频的首帧，请把首帧编号设为 {0}</translation>
  </message>
  <message>
   <source>. Is it of another video?</source>
   <translation>。它属于另一个视频吗？</translation>
  </message>
  <message>
   <source>; {0} would be better, once set up</source>
   <translation>；装好后 {0} 会更好</translation>
  </message>
  <message>
   <source>A figure is glued to the floor by its ankles, and {0} has no {1}.</source>
   <translation>人体靠脚踝贴在地面上，而 {0} 没有 {1}。</translation>
  </message>
  <message>
   <source>A film of {0}x{1} pixels cannot be made. Choose {2} to {3} for both.</source>
   <translation>无法生成 {0}x{1} 像素的影片。宽和高都请选 {2} 到 {3}。</translation>
  </message>
  <message>
   <source>A model for boxes needs both: give --mmpose-person-config and --mmpose-person-checkpoint.</source>
   <translation>检测人框的模型两者都要：请给出 --mmpose-person-config 和 --mmpose-person-checkpoint。</translation>
  </message>
  <message>
   <source>A number is missing or doubled after {0} in {1}. Number the pictures without gaps, or give their folder to have them joined as they are.</source>
   <translation>{1} 中 {0} 之后的编号缺失或重复。请给图片连续编号，或给出它们的文件夹，按现有顺序连接。</translation>
  </message>
  <message>
   <source>A rate of {0} pictures per second is not possible. Give one above 0.</source>
   <translation>每秒 {0} 张图片是不可能的。请给出大于 0 的值。</translation>
  </message>
  <message>
   <source>AlphaPose's JSON</source>
   <translation>AlphaPose 的 JSON</translation>
  </message>
  <message>
   <source>BlazePose, 33 keypoints of up to six people; fast with one, comes with Relief</source>
   <translation>BlazePose，最多六人、每人 33 个关键点；单人时很快，随 Relief 提供</translation>
  </message>
  <message>
   <source>Bones have one length for the whole clip, the same left and right.</source>
   <translation>骨骼长度在整个片段中不变，左右相同。</translation>
  </message>
  <message>
   <source>COCO's JSON, results or annotations</source>
   <translation>COCO 的 JSON，结果或标注</translation>
  </message>
  <message>
   <source>Cannot write {0}: {1}</source>
   <translation>无法写入 {0}：{1}</translation>
  </message>
  <message>
   <source>Chose person {0}.</source>
   <translation>选择了人物 {0}。</translation>
  </message>
  <message>
   <source>Constant bones move the joints by {0} mm on average and by up to {1} mm ({2}, frame {3}): the bones of the lifted pose change too much. CSV keeps its joints as they are.</source>
   <translation>固定骨长使关节平均移动 {0} 毫米，最多 {1} 毫米（{2}，第 {3} 帧）：提升姿态的骨长变化太大。CSV 保留原来的关节。</translation>
  </message>
  <message>
   <source>Cut person {0} at frame {1}: from there on it is person {2}.</source>
   <translation>在第 {1} 帧切开人物 {0}：从这里起是人物 {2}。</translation>
  </message>
  <message>
   <source>DeepLabCut's CSV or HDF5</source>
   <translation>DeepLabCut 的 CSV 或 HDF5</translation>
  </message>
  <message>
   <source>Delete {0} and run `python3 packaging/bootstrap.py mmpose` in {1}.</source>
   <translation>请删除 {0}，并在 {1} 中运行 `python3 packaging/bootstrap.py mmpose`。</translation>
  </message>
  <message>
   <source>Detected with {0} ({1}), frames {2} to {3}.</source>
   <translation>用 {0}（{1}）检测，第 {2} 到 {3} 帧。</translation>
  </message>
  <message>
   <source>Everything that `relief lift` needs works.</source>
   <translation>`relief lift` 需要的一切都能用。</translation>
  </message>
  <message>
   <source>Exchanged left and right ({0}) in {1}.</source>
   <translation>在 {1} 交换了左右（{0}）。</translation>
  </message>
  <message>
   <source>Exchanged persons {0} and {1} in frames {2} to {3}.</source>
   <translation>在第 {2} 到 {3} 帧交换了人物 {0} 和 {1}。</translation>
  </message>
  <message>
   <source>Feet were put down at heights that differ by {0} mm: stairs or furniture, or the tilt is wrong.</source>
   <translation>脚落地的高度相差 {0} 毫米：有台阶或家具，或者倾斜不对。</translation>
  </message>
  <message>
   <source>Focal length {0} px ({1} degrees), from the distance of {2} m as given and the size of the body.</source>
   <translation>焦距 {0} 像素（{1} 度），由给出的距离 {2} 米和身体大小得出。</translation>
  </message>
  <message>
   <source>Focal length {0} px ({1} degrees), what most cameras have; it may be {2} % off, and distances with it. Give the field of view or a distance to be sure.</source>
   <translation>焦距 {0} 像素（{1} 度），按多数相机取值；可能偏差 {2} %，距离也随之偏差。给出视场角或距离才能确定。</translation>
  </message>
  <message>
   <source>Focal length {0} px, as given.</source>
   <translation>焦距 {0} 像素，按给出的值。</translation>
  </message>
  <message>
   <source>Focal length {0} px, from the field of view of {1} degrees as given.</source>
   <translation>焦距 {0} 像素，由给出的视场角 {1} 度得出。</translation>
  </message>
  <message>
   <source>Focal length {0} px, from the file's 35 mm equivalent of {1} mm.</source>
   <translation>焦距 {0} 像素，由文件中的 35 毫米等效焦距 {1} 毫米得出。</translation>
  </message>
  <message>
   <source>Frame {0} of {1} is damaged and cannot be shown. Choose another.</source>
   <translation>{1} 的第 {0} 帧已损坏，无法显示。请选择另一帧。</translation>
  </message>
  <message>
   <source>Hands and feet keep a fixed angle to forearm and shank: no finger or toe was seen.</source>
   <translation>手和脚与前臂和小腿保持固定角度：没有看到手指或脚趾。</translation>
  </message>
  <message>
   <source>In the T-pose neck and head lean as in the median of the clip, to neither side.</source>
   <translation>T 姿态中颈和头按片段的中位数前后倾斜，不偏向任何一侧。</translation>
  </message>
  <message>
   <source>In {0} % of the looks too little background agreed.</source>
   <translation>在 {0} % 的查看中，一致的背景太少。</translation>
  </message>
  <message>
   <source>Its weights ({0}, {1} MB) are downloaded when it is used for the first time, into {2}. {3}.</source>
   <translation>第一次使用时会把它的权重（{0}，{1} MB）下载到 {2}。{3}。</translation>
  </message>
  <message>
   <source>Joint angles are for animation, not for clinical or biomechanical analysis.</source>
   <translation>关节角用于动画，不用于临床或生物力学分析。</translation>
  </message>
  <message>
   <source>Keypoints jumped impossibly and were replaced by their neighbours in time.</source>
   <translation>关键点出现不可能的跳动，已用相邻时刻的值代替。</translation>
  </message>
  <message>
   <source>Left and right may be exchanged here.</source>
   <translation>这里左右可能颠倒了。</translation>
  </message>
  <message>
   <source>Lifted with {0} by Relief {1}.</source>
   <translation>由 Relief {1} 用 {0} 提升。</translation>
  </message>
  <message>
   <source>MMPose's JSON of predictions</source>
   <translation>MMPose 的预测 JSON</translation>
  </message>
  <message>
   <source>Made persons {0} and {1} one, person {2}.</source>
   <translation>把人物 {0} 和 {1} 合并为人物 {2}。</translation>
  </message>
  <message>
   <source>Marked {0} as unseen in {1}.</source>
   <translation>在 {1} 把 {0} 标为不可见。</translation>
  </message>
  <message>
   <source>Mend that environment, or unset {0}.</source>
   <translation>请修复该环境，或取消设置 {0}。</translation>
  </message>
  <message>
   <source>Moved {0} in frame {1}.</source>
   <translation>在第 {1} 帧移动了 {0}。</translation>
  </message>
  <message>
   <source>NPZ of Human3.6M's 17 joints</source>
   <translation>Human3.6M 17 关节的 NPZ</translation>
  </message>
  <message>
   <source>Neither person {0} nor person {1} is seen in frames {2} to {3}: there is nothing to exchange.</source>
   <translation>第 {2} 到 {3} 帧中既没有人物 {0} 也没有人物 {1}：没有可交换的内容。</translation>
  </message>
  <message>
   <source>No detector is ready: `relief detectors` says what each of them needs.</source>
   <translation>没有可用的检测器：`relief detectors` 会列出各自需要什么。</translation>
  </message>
  <message>
   <source>No foot was seen to stand, so the floor was put under the lowest ankle. Check its height.</source>
   <translation>没有看到站立的脚，所以把地面放在最低的脚踝下。请检查高度。</translation>
  </message>
  <message>
   <source>No frame could be placed in the world: the person was nowhere seen whole.</source>
   <translation>没有一帧能放入空间：没有任何地方看到完整的人。</translation>
  </message>
  <message>
   <source>No lifter was chosen. Give at least one.</source>
   <translation>没有选择提升器。请至少给出一个。</translation>
  </message>
  <message>
   <source>No path through the room was estimated for this pose. Choose the root in-place or glued, or lift the video again.</source>
   <translation>这个姿态没有估计过房间中的路径。根节点请选原地或贴地，或重新提升视频。</translation>
  </message>
  <message>
   <source>Nobody was found in the {0} frames that were looked at. A person should be in the picture from head to feet, not much smaller than a quarter of its height, and well lit.</source>
   <translation>在查看的 {0} 帧中没有找到人。人应当从头到脚都在画面内，高度不明显小于画面的四分之一，并且光线充足。</translation>
  </message>
  <message>
   <source>None of the clip's frames in {0} can be decoded.</source>
   <translation>{0} 中该片段的帧都无法解码。</translation>
  </message>
  <message>
   <source>Only {0} frames could be placed: too few to tell how the person moves.</source>
   <translation>只有 {0} 帧能放入空间：太少，看不出人怎样移动。</translation>
  </message>
  <message>
   <source>Only {0} frame{1} could be lifted: the lifter saw mostly repeated frames.</source>
   <translation>只有 {0} 帧能提升：提升器看到的大多是重复的帧。</translation>
  </message>
  <message>
   <source>OpenMMLab's mmpose with any 2D model of yours, top-down or one-stage</source>
   <translation>OpenMMLab 的 mmpose，可用您自己的任何 2D 模型，自顶向下或单阶段</translation>
  </message>
  <message>
   <source>OpenMMLab, who trained them, state no licence for weights, and some of the training pictures are for non-commercial use only</source>
   <translation>训练它们的 OpenMMLab 没有说明权重的许可，部分训练图片仅限非商业使用</translation>
  </message>
  <message>
   <source>Person {0} is not seen both before frame {1} and from there on: there is nothing to cut. Go to the frame where it becomes somebody else.</source>
   <translation>人物 {0} 并非在第 {1} 帧之前和之后都出现：没有可切开的内容。请转到变成另一个人的那一帧。</translation>
  </message>
  <message>
   <source>Persons {0} and {1} cannot be made one: take two people of the clip.</source>
   <translation>人物 {0} 和 {1} 不能合并：请选择片段中的两个人。</translation>
  </message>
  <message>
   <source>PyAV {0} decodes the sample ({1} x {2})</source>
   <translation>PyAV {0} 能解码示例（{1} × {2}）</translation>
  </message>
  <message>
   <source>Qt cannot open a window here: {0}</source>
   <translation>Qt 在这里无法打开窗口：{0}</translation>
  </message>
  <message>
   <source>Qt did not answer within {0} s.</source>
   <translation>Qt 在 {0} 秒内没有应答。</translation>
  </message>
  <message>
   <source>Qt {0}, platform {1}, OpenGL: {2}</source>
   <translation>Qt {0}，平台 {1}，OpenGL：{2}</translation>
  </message>
  <message>
   <source>RTMPose, 26 keypoints of everybody, or ONNX files of yours</source>
   <translation>RTMPose，每人 26 个关键点，或您自己的 ONNX 文件</translation>
  </message>
  <message>
   <source>Reset {0} in {1}.</source>
   <translation>在 {1} 重置了 {0}。</translation>
  </message>
  <message>
   <source>SLEAP's analysis, CSV or HDF5, and .slp</source>
   <translation>SLEAP 的 analysis（CSV 或 HDF5）以及 .slp</translation>
  </message>
  <message>
   <source>TRC of pixels</source>
   <translation>以像素为单位的 TRC</translation>
  </message>
  <message>
   <source>The camera panned, and its turns are taken out.</source>
   <translation>相机摇动过，转动已去除。</translation>
  </message>
  <message>
   <source>The camera seems to walk or zoom, which cannot be followed: only its turns are taken out.</source>
   <translation>相机似乎在移动或变焦，这无法跟踪：只去除了转动。</translation>
  </message>
  <message>
   <source>The camera stood still.</source>
   <translation>相机静止不动。</translation>
  </message>
  <message>
   <source>The camera was held by hand, and its turns are taken out.</source>
   <translation>相机为手持，转动已去除。</translation>
  </message>
  <message>
   <source>The camera was held by hand: its turns are taken out, but steps that it took show as steps of the person.</source>
   <translation>相机为手持：转动已去除，但相机自身的移动会表现为人的移动。</translation>
  </message>
  <message>
   <source>The camera was taken to stand still.</source>
   <translation>按相机静止处理。</translation>
  </message>
  <message>
   <source>The clip has no frames between those times{0}. Choose others.</source>
   <translation>片段在这些时间之间没有帧{0}。请选择其他时间。</translation>
  </message>
  <message>
   <source>The clip of {0} would end at {1} s, before it starts at {2} s. End later.</source>
   <translation>{0} 的片段会在 {1} 秒结束，早于开始的 {2} 秒。请把结束推后。</translation>
  </message>
  <message>
   <source>The clip would start at {0} s, but {1} lasts {2} s. Start sooner.</source>
   <translation>片段会从 {0} 秒开始，但 {1} 只有 {2} 秒。请提早开始。</translation>
  </message>
  <message>
   <source>The detector was unsure of many keypoints.</source>
   <translation>检测器对许多关键点没有把握。</translation>
  </message>
  <message>
   <source>The detector {0} cannot be loaded: {1}.</source>
   <translation>检测器 {0} 无法加载：{1}。</translation>
  </message>
  <message>
   <source>The detector {0} needs the package {1}, which is not installed: run `pip install {2}`.</source>
   <translation>检测器 {0} 需要的包 {1} 没有安装：请运行 `pip install {2}`。</translation>
  </message>
  <message>
   <source>The detector {0} takes no weights. Leave --weights out, or choose rtmpose.</source>
   <translation>检测器 {0} 不接受权重。请去掉 --weights，或选择 rtmpose。</translation>
  </message>
  <message>
   <source>The feet were out of sight in {0} % of the frames: the floor is where the detector guessed them.</source>
   <translation>{0} % 的帧里看不到脚：地面取自检测器的猜测。</translation>
  </message>
  <message>
   <source>The figure moves on the spot, at one height for the whole clip.</source>
   <translation>人体在原地运动，整个片段高度不变。</translation>
  </message>
  <message>
   <source>The file is up to {0} mm from what was to be written ({1}, frame {2}).</source>
   <translation>文件与应写内容最多相差 {0} 毫米（{1}，第 {2} 帧）。</translation>
  </message>
  <message>
   <source>The file lasts {0} ms {1} than the motion.</source>
   <translation>文件时长比动作相差 {0} 毫秒（{1}）。</translation>
  </message>
  <message>
   <source>The file's angles are up to {0} degrees from those meant.</source>
   <translation>文件中的角度与应有值最多相差 {0} 度。</translation>
  </message>
  <message>
   <source>The file's keypoints are up to {0} pixels from the track's.</source>
   <translation>文件中的关键点与轨迹最多相差 {0} 像素。</translation>
  </message>
  <message>
   <source>The focal length and the person's height put the person {0} m away, not {1} m as given: one of the three is wrong. The distance was left out.</source>
   <translation>按焦距和身高，人在 {0} 米处，而不是给出的 {1} 米：三者之一有误。距离未采用。</translation>
  </message>
  <message>
   <source>The focal length is given twice: as pixels and as field of view. Give one.</source>
   <translation>焦距给出了两次：像素和视场角。请只给一个。</translation>
  </message>
  <message>
   <source>The folder {0} does not exist. Check its name.</source>
   <translation>文件夹 {0} 不存在。请检查名称。</translation>
  </message>
  <message>
   <source>The lifter {0}, which this take was lifted with, is not there. Without it the correction cannot be lifted. Put its file back, or lift the video again with another one.</source>
   <translation>提升这个 take 所用的提升器 {0} 不在。没有它就无法提升更正。请放回它的文件，或用另一个提升器重新提升视频。</translation>
  </message>
  <message>
   <source>The person hardly ever stands in this clip, so which way is up is a guess. Set the tilt by hand.</source>
   <translation>人在这个片段中几乎没有站立，所以竖直方向只是猜测。请手动设置倾斜。</translation>
  </message>
  <message>
   <source>The person is partly outside the picture; what is outside was guessed by the detector.</source>
   <translation>人有一部分在画面之外；画面外的部分由检测器猜测。</translation>
  </message>
  <message>
   <source>The person looks unlike in most of the clip (clothes, proportions): this may be somebody else.</source>
   <translation>人与片段大部分时间里不像（衣着、比例）：这可能是另一个人。</translation>
  </message>
  <message>
   <source>The person moves at {0} m/s somewhere: the detector may have changed over to somebody else. Choose a clip that shows one person.</source>
   <translation>人在某处以 {0} 米/秒移动：检测器可能转到了另一个人身上。请选择只有一个人的片段。</translation>
  </message>
  <message>
   <source>The person was not seen whole: no pose here.</source>
   <translation>没有看到完整的人：这里没有姿态。</translation>
  </message>
  <message>
   <source>The person was not seen; the keypoints were filled in from before and after.</source>
   <translation>没有看到人；关键点由前后的帧补上。</translation>
  </message>
  <message>
   <source>The pictures in {0} have changed since it was opened. Open it again.</source>
   <translation>{0} 中的图片在打开后改变了。请重新打开。</translation>
  </message>
  <message>
   <source>The take has no lifter {0}; it has: {1}.</source>
   <translation>这个 take 没有提升器 {0}；它有：{1}。</translation>
  </message>
  <message>
   <source>The video is damaged here; these frames could not be decoded.</source>
   <translation>视频在这里损坏；这些帧无法解码。</translation>
  </message>
  <message>
   <source>The video was cut off: its last {0} of {1} frames are not in the file.</source>
   <translation>视频被截断：{1} 帧中的最后 {0} 帧不在文件里。</translation>
  </message>
  <message>
   <source>The weights {0} are not on this machine, and with --offline nothing may be downloaded: leave that out. {1}</source>
   <translation>这台机器上没有权重 {0}，而 --offline 不允许下载：请去掉它。{1}</translation>
  </message>
  <message>
   <source>The weights {0} could not be downloaded: {1}. Try again: what has come is kept. {2}</source>
   <translation>权重 {0} 无法下载：{1}。请重试：已下载的部分会保留。{2}</translation>
  </message>
  <message>
   <source>There is no CUDA device that this PyTorch can use. Use --device cpu, or install a CUDA build of PyTorch and the driver.</source>
   <translation>没有这个 PyTorch 能用的 CUDA 设备。请在设置里选 CPU，或安装 CUDA 版 PyTorch 和驱动。</translation>
  </message>
  <message>
   <source>There is no checkpoint {0}. Check the name.</source>
   <translation>没有检查点 {0}。请检查名称。</translation>
  </message>
  <message>
   <source>There is no detector called {0}; known ones: {1}.</source>
   <translation>没有名为 {0} 的检测器；已知的有：{1}。</translation>
  </message>
  <message>
   <source>There is no file {0}. Check the name.</source>
   <translation>没有文件 {0}。请检查名称。</translation>
  </message>
  <message>
   <source>There is no format {0}; known: {1}.</source>
   <translation>没有格式 {0}；已知的有：{1}。</translation>
  </message>
  <message>
   <source>There is no keypoint format {0}; known: {1}.</source>
   <translation>没有关键点格式 {0}；已知的有：{1}。</translation>
  </message>
  <message>
   <source>There is no lifter whose figure could be shown. Choose the layout video.</source>
   <translation>没有可显示的提升器。请选择视频布局。</translation>
  </message>
  <message>
   <source>There is no lifter {0}; known: {1}, or the path of a .safetensors file.</source>
   <translation>没有提升器 {0}；已知的有：{1}，或 .safetensors 文件的路径。</translation>
  </message>
  <message>
   <source>There is no person {0} in this clip; it has {1}. Choose one of them.</source>
   <translation>这个片段没有人物 {0}；有 {1}。请从中选择。</translation>
  </message>
  <message>
   <source>This take has no lifter {0}; it has {1}.</source>
   <translation>这个 take 没有提升器 {0}；它有 {1}。</translation>
  </message>
  <message>
   <source>This {0} does not compute in bfloat16. Use --precision auto or float32.</source>
   <translation>这个 {0} 不能用 bfloat16 计算。请用 --precision auto 或 float32。</translation>
  </message>
  <message>
   <source>Too little background could be followed to tell whether the camera moved; it was taken to stand still.</source>
   <translation>能跟踪的背景太少，无法判断相机是否移动；按静止处理。</translation>
  </message>
  <message>
   <source>Took back {0} correction{1}.</source>
   <translation>撤回了 {0} 处更正。</translation>
  </message>
  <message>
   <source>Two lifters have one name: {0}. Give each once, or rename one of the files.</source>
   <translation>两个提升器同名：{0}。请每个只给一次，或改名其中一个文件。</translation>
  </message>
  <message>
   <source>Units are metres and seconds; y is up, the T-pose faces +z. Every frame keeps its own time.</source>
   <translation>单位为米和秒；y 向上，T 姿态面向 +z。每帧保留自己的时间。</translation>
  </message>
  <message>
   <source>Video frames without a pose show the nearest one that has it: {0}.</source>
   <translation>没有姿态的视频帧显示最近的有姿态的帧：{0}。</translation>
  </message>
  <message>
   <source>Weights need the package pooch, which is not installed: run `pip install pooch`.</source>
   <translation>权重需要的包 pooch 没有安装：请运行 `pip install pooch`。</translation>
  </message>
  <message>
   <source>What came as {0} is not what it should be: {1}. It was not kept. Try again later. {2}</source>
   <translation>下载到的 {0} 不是应有的内容：{1}。没有保留。请稍后再试。{2}</translation>
  </message>
  <message>
   <source>Which way is up is known to about {0} degrees only. Check the tilt.</source>
   <translation>竖直方向只精确到约 {0} 度。请检查倾斜。</translation>
  </message>
  <message>
   <source>`--detector auto` takes {0} ({1})</source>
   <translation>`--detector auto` 会采用 {0}（{1}）</translation>
  </message>
  <message>
   <source>`relief lift` cannot work yet: see what is marked with ! above.</source>
   <translation>`relief lift` 还不能工作：见上面标有 ! 的项。</translation>
  </message>
  <message>
   <source>a file of that name is in the way. Choose another name.</source>
   <translation>有同名文件挡着。请选择另一个名称。</translation>
  </message>
  <message>
   <source>a focal length or scale of a placement is impossible.</source>
   <translation>放置的焦距或比例不可能。</translation>
  </message>
  <message>
   <source>a folder of that name exists. Choose another name.</source>
   <translation>已有同名文件夹。请选择另一个名称。</translation>
  </message>
  <message>
   <source>a frame_idx is no whole number</source>
   <translation>有 frame_idx 不是整数</translation>
  </message>
  <message>
   <source>a keypoint in it is no number</source>
   <translation>其中有关键点不是数字</translation>
  </message>
  <message>
   <source>a label in it is missing</source>
   <translation>其中缺少一个标签</translation>
  </message>
  <message>
   <source>a model of it was given</source>
   <translation>已给出它的模型</translation>
  </message>
  <message>
   <source>a number in it is infinite, or a point lies a million pixels away</source>
   <translation>其中有数字是无穷大，或有点在一百万像素之外</translation>
  </message>
  <message>
   <source>a number in it is too large</source>
   <translation>其中有一个数字过大</translation>
  </message>
  <message>
   <source>a part of its path is a file, not a folder. Choose another folder.</source>
   <translation>路径中有一段是文件而不是文件夹。请选择另一个文件夹。</translation>
  </message>
  <message>
   <source>a person has {0} keypoints; known are sets of {1}</source>
   <translation>有人有 {0} 个关键点；已知的是 {1} 个一组</translation>
  </message>
  <message>
   <source>a person in frame {0} has {1} numbers instead of {2}</source>
   <translation>第 {0} 帧有人有 {1} 个数，而不是 {2} 个</translation>
  </message>
  <message>
   <source>a picture of {0} x {1} pixels is impossible.</source>
   <translation>{0} x {1} 像素的画面不可能。</translation>
  </message>
  <message>
   <source>a placement needs a pose in the world, and one camera or one for each frame</source>
   <translation>放置需要空间中的姿态，以及一个相机或每帧一个相机</translation>
  </message>
  <message>
   <source>a placement needs contacts and the camera's motion for each frame</source>
   <translation>放置需要每帧的接触和相机运动</translation>
  </message>
  <message>
   <source>a rate of {0} is impossible.</source>
   <translation>{0} 的帧率不可能。</translation>
  </message>
  <message>
   <source>a row has {0} cells instead of {1}</source>
   <translation>有一行有 {0} 格，而不是 {1} 格</translation>
  </message>
  <message>
   <source>access is denied. Choose another folder, or close the program that has the file open.</source>
   <translation>没有权限。请选择另一个文件夹，或关闭打开着该文件的程序。</translation>
  </message>
  <message>
   <source>an array holds {0}, not {1}.</source>
   <translation>有数组存的是 {0}，而不是 {1}。</translation>
  </message>
  <message>
   <source>an array of a placement holds {0}, not {1}.</source>
   <translation>放置的数组存的是 {0}，而不是 {1}。</translation>
  </message>
  <message>
   <source>an instance in it does not have {0} points</source>
   <translation>其中有一个实例不是 {0} 个点</translation>
  </message>
  <message>
   <source>camera shapes disagree: {0}, {1}</source>
   <translation>相机数组形状不一致：{0}、{1}</translation>
  </message>
  <message>
   <source>detectors</source>
   <translation>检测器</translation>
  </message>
  <message>
   <source>folder or zip of OpenPose's JSON</source>
   <translation>OpenPose 的 JSON 文件夹或 zip</translation>
  </message>
  <message>
   <source>frame {0} of a video of {1}</source>
   <translation>共 {1} 帧的视频的第 {0} 帧</translation>
  </message>
  <message>
   <source>frames {0} to {1} of a video of {2}</source>
   <translation>共 {2} 帧的视频的第 {0} 到 {1} 帧</translation>
  </message>
  <message>
   <source>is not complete</source>
   <translation>不完整</translation>
  </message>
  <message>
   <source>is not there</source>
   <translation>不存在</translation>
  </message>
  <message>
   <source>it has an entry {0}, which no take has.</source>
   <translation>它含有条目 {0}，take 里不会有。</translation>
  </message>
  <message>
   <source>it has frames {0} to {1} (the video's first is taken to be {2}), but the video has {3} frames{4}</source>
   <translation>它有第 {0} 到 {1} 帧（视频首帧按 {2} 计），但视频有 {3} 帧{4}</translation>
  </message>
  <message>
   <source>it has more changes to its people than anybody makes.</source>
   <translation>它对人物的改动多得不可能。</translation>
  </message>
  <message>
   <source>it has more than {0} people in one frame</source>
   <translation>它在一帧里有超过 {0} 个人</translation>
  </message>
  <message>
   <source>it has no array called {0} or {1}</source>
   <translation>它没有名为 {0} 或 {1} 的数组</translation>
  </message>
  <message>
   <source>it has no column such as nose.x</source>
   <translation>它没有 nose.x 这样的列</translation>
  </message>
  <message>
   <source>it has no frames</source>
   <translation>它没有帧</translation>
  </message>
  <message>
   <source>it has people of {0} videos. Export the analysis of this one from SLEAP</source>
   <translation>它含有 {0} 个视频里的人。请从 SLEAP 导出这个视频的 analysis</translation>
  </message>
  <message>
   <source>it has {0} blocks of columns</source>
   <translation>它有 {0} 组列</translation>
  </message>
  <message>
   <source>it holds more than {0} MB. Cut it into parts</source>
   <translation>它超过 {0} MB。请分成几部分</translation>
  </message>
  <message>
   <source>it holds no .json files</source>
   <translation>它没有 .json 文件</translation>
  </message>
  <message>
   <source>it holds nobody</source>
   <translation>里面没有人</translation>
  </message>
  <message>
   <source>it holds nobody: no keypoint has a place and a confidence above 0</source>
   <translation>里面没有人：没有关键点既有位置又有大于 0 的置信度</translation>
  </message>
  <message>
   <source>it holds other things than a take does.</source>
   <translation>它含有 take 里没有的内容。</translation>
  </message>
  <message>
   <source>it holds {0} tables, none of them called {1}</source>
   <translation>它含有 {0} 个表，没有一个名为 {1}</translation>
  </message>
  <message>
   <source>it is larger than {0} MB. Cut it into parts</source>
   <translation>它大于 {0} MB。请分成几部分</translation>
  </message>
  <message>
   <source>it is neither a file nor a folder</source>
   <translation>它既不是文件也不是文件夹</translation>
  </message>
  <message>
   <source>it is no list of people</source>
   <translation>它不是人物列表</translation>
  </message>
  <message>
   <source>it is no text</source>
   <translation>它不是文本</translation>
  </message>
  <message>
   <source>it is one frame of OpenPose. Give the folder that holds a file for each frame</source>
   <translation>这是 OpenPose 的一帧。请给出每帧一个文件的文件夹</translation>
  </message>
  <message>
   <source>it is packed in a way that no take is, and may unpack to more than fits in memory.</source>
   <translation>它的压缩方式与 take 不同，解开后可能超过内存。</translation>
  </message>
  <message>
   <source>it is some other kind of file.</source>
   <translation>它是另一种文件。</translation>
  </message>
  <message>
   <source>it lacks {0}</source>
   <translation>它缺少 {0}</translation>
  </message>
  <message>
   <source>it lacks {0}. It has {1}. Name joints as COCO does (left_hip, …)</source>
   <translation>它缺少 {0}。它有 {1}。请按 COCO 命名关节（left_hip，…）</translation>
  </message>
  <message>
   <source>it looks like none of {0}. Say which with --keypoints-format</source>
   <translation>它不像 {0} 中的任何一种。请选择格式</translation>
  </message>
  <message>
   <source>it was made by another version of Relief. Update Relief, or make it again.</source>
   <translation>它由另一版本的 Relief 生成。请更新 Relief，或重新生成。</translation>
  </message>
  <message>
   <source>its HDF5 is damaged or was cut off ({0})</source>
   <translation>它的 HDF5 已损坏或被截断（{0}）</translation>
  </message>
  <message>
   <source>its arrays are not of one length.</source>
   <translation>它的数组长度不一。</translation>
  </message>
  <message>
   <source>its chosen person is not among its people.</source>
   <translation>所选人物不在它的人物之中。</translation>
  </message>
  <message>
   <source>its clip is not a part of its video.</source>
   <translation>它的片段不是视频的一部分。</translation>
  </message>
  <message>
   <source>its columns are not DeepLabCut's: scorer, (individuals,) bodyparts, coords</source>
   <translation>它的列不是 DeepLabCut 的：scorer、(individuals)、bodyparts、coords</translation>
  </message>
  <message>
   <source>its columns are not labelled by texts</source>
   <translation>它的列不是用文字标注的</translation>
  </message>
  <message>
   <source>its coordinates lie between 0 and 1, or are metres. Write it with pixels</source>
   <translation>它的坐标在 0 和 1 之间，或者是米。请用像素写</translation>
  </message>
  <message>
   <source>its folder does not exist. Create the folder or choose another one.</source>
   <translation>文件夹不存在。请创建或选择另一个。</translation>
  </message>
  <message>
   <source>its frames are not in order</source>
   <translation>它的帧没有按顺序</translation>
  </message>
  <message>
   <source>its frames name instances that it lacks</source>
   <translation>它的帧引用了文件中没有的实例</translation>
  </message>
  <message>
   <source>its header has {0} of {1} where x, y and likelihood belong</source>
   <translation>表头在应为 x、y 和 likelihood 处有 {1} 的 {0}</translation>
  </message>
  <message>
   <source>its header is not DeepLabCut's: scorer, (individuals,) bodyparts, coords</source>
   <translation>表头不是 DeepLabCut 的：scorer、(individuals)、bodyparts、coords</translation>
  </message>
  <message>
   <source>its images lack number {0}, which annotations name</source>
   <translation>图像中没有标注提到的编号 {0}</translation>
  </message>
  <message>
   <source>its keypoints are not x and y: Relief takes 2D predictions</source>
   <translation>它的关键点不是 x 和 y：Relief 需要 2D 预测</translation>
  </message>
  <message>
   <source>its labels are cut off</source>
   <translation>它的标签被截断</translation>
  </message>
  <message>
   <source>its labels ask for {0}, which plain texts do not need</source>
   <translation>它的标签要求 {0}，纯文字不需要它</translation>
  </message>
  <message>
   <source>its network has the SHA-256 {0}, not {1}</source>
   <translation>其中网络的 SHA-256 是 {0}，而不是 {1}</translation>
  </message>
  <message>
   <source>its network is larger than {0} MB</source>
   <translation>其中的网络大于 {0} MB</translation>
  </message>
  <message>
   <source>its origin is not a JSON object; the file is damaged or no lifter.</source>
   <translation>它的来源不是 JSON 对象；文件损坏或不是提升器。</translation>
  </message>
  <message>
   <source>its people have different skeletons</source>
   <translation>其中的人使用不同的骨架</translation>
  </message>
  <message>
   <source>its rows are not labelled by frames</source>
   <translation>它的行不是按帧标注的</translation>
  </message>
  <message>
   <source>its skeleton {0} is unknown.</source>
   <translation>它的骨架 {0} 未知。</translation>
  </message>
  <message>
   <source>its tracks are of shape {0}, not (tracks, 2, nodes, frames)</source>
   <translation>它的 tracks 形状为 {0}，而不是 (tracks, 2, nodes, frames)</translation>
  </message>
  <message>
   <source>its tracks have {0} nodes of {1} numbers, but its nodes are {2}</source>
   <translation>它的 tracks 有 {0} 个节点、每个 {1} 个数字，但节点共有 {2} 个</translation>
  </message>
  <message>
   <source>joints_world is {0}, not (frames, {1}, 3)</source>
   <translation>joints_world 是 {0}，而不是 (帧, {1}, 3)</translation>
  </message>
  <message>
   <source>keypoints are not of shape {0}: {1}</source>
   <translation>关键点的形状不是 {0}：{1}</translation>
  </message>
  <message>
   <source>lifters</source>
   <translation>提升器</translation>
  </message>
  <message>
   <source>mediapipe has weights of its own. Leave --weights out, or choose --detector rtmpose.</source>
   <translation>mediapipe 自带权重。请去掉 --weights，或选择 --detector rtmpose。</translation>
  </message>
  <message>
   <source>mmpose cannot be imported by {0}: {1}. {2}</source>
   <translation>{0} 无法导入 mmpose：{1}。{2}</translation>
  </message>
  <message>
   <source>mmpose needs a config and a checkpoint.</source>
   <translation>mmpose 需要配置和检查点。</translation>
  </message>
  <message>
   <source>mmpose needs a model: give --mmpose-config FILE (or the name of a config that comes with mmpose) and --mmpose-checkpoint FILE, which OpenMMLab's model zoo offers.</source>
   <translation>mmpose 需要模型：请给出 --mmpose-config FILE（或 mmpose 自带配置的名称）和 --mmpose-checkpoint FILE，OpenMMLab 的 model zoo 提供它们。</translation>
  </message>
  <message>
   <source>mmpose needs its own environment. Set {0} to the Python of one that has mmpose 1.3.</source>
   <translation>mmpose 需要自己的环境。请把 {0} 设为装有 mmpose 1.3 的环境的 Python。</translation>
  </message>
  <message>
   <source>mmpose's own environment {0}. Run `python3 packaging/bootstrap.py mmpose` in {1}.</source>
   <translation>mmpose 自己的环境{0}。请在 {1} 中运行 `python3 packaging/bootstrap.py mmpose`。</translation>
  </message>
  <message>
   <source>most of its points lie outside the picture of {0} x {1} (up to {2}, {3}). Was it made from a video of another size?</source>
   <translation>它的多数点在 {0} x {1} 的画面之外（最远 {2}，{3}）。它来自另一尺寸的视频吗？</translation>
  </message>
  <message>
   <source>none, the window will draw without it</source>
   <translation>无，窗口不用它绘制</translation>
  </message>
  <message>
   <source>one of its arrays does not hold plain numbers.</source>
   <translation>它有数组存的不是普通数字。</translation>
  </message>
  <message>
   <source>one of its arrays is stored in an unknown way.</source>
   <translation>它有数组以未知方式存储。</translation>
  </message>
  <message>
   <source>one of its corrections is of an unknown kind.</source>
   <translation>它有一处更正的种类未知。</translation>
  </message>
  <message>
   <source>one of its corrections makes no sense.</source>
   <translation>它有一处更正没有意义。</translation>
  </message>
  <message>
   <source>one of its people has an impossible number.</source>
   <translation>它有人物的编号不可能。</translation>
  </message>
  <message>
   <source>one of its people is in two places at once.</source>
   <translation>它有人物同时在两处。</translation>
  </message>
  <message>
   <source>one of the changes to its people is of an unknown kind.</source>
   <translation>对人物的改动有一处种类未知。</translation>
  </message>
  <message>
   <source>one of the changes to its people makes no sense.</source>
   <translation>对人物的改动有一处没有意义。</translation>
  </message>
  <message>
   <source>placement shapes disagree: {0}, {1}</source>
   <translation>放置数组形状不一致：{0}、{1}</translation>
  </message>
  <message>
   <source>some of its joints are infinitely far away.</source>
   <translation>它有关节在无穷远处。</translation>
  </message>
  <message>
   <source>that is no {0}</source>
   <translation>那不是{0}</translation>
  </message>
  <message>
   <source>the best that is ready{0}</source>
   <translation>最好的可用检测器{0}</translation>
  </message>
  <message>
   <source>the camera of a placement is not turned but bent.</source>
   <translation>放置的相机矩阵不是旋转。</translation>
  </message>
  <message>
   <source>the camera of a placement is nowhere.</source>
   <translation>放置的相机没有位置。</translation>
  </message>
  <message>
   <source>the disk is full. Free some space or choose another folder.</source>
   <translation>磁盘已满。请腾出空间或选择另一个文件夹。</translation>
  </message>
  <message>
   <source>the disk is read-only. Choose another folder.</source>
   <translation>磁盘是只读的。请选择另一个文件夹。</translation>
  </message>
  <message>
   <source>the disk reports a fault. Choose another disk.</source>
   <translation>磁盘报告故障。请选择另一个磁盘。</translation>
  </message>
  <message>
   <source>the file is too large for this disk. Choose another disk.</source>
   <translation>文件对这个磁盘来说太大。请选择另一个磁盘。</translation>
  </message>
  <message>
   <source>the joints of a placement are impossible.</source>
   <translation>放置的关节不可能。</translation>
  </message>
  <message>
   <source>the name is too long. Choose a shorter one.</source>
   <translation>名称太长。请选择更短的。</translation>
  </message>
  <message>
   <source>the numbers of its people are not one for each sighting.</source>
   <translation>人物编号与每次出现不是一一对应。</translation>
  </message>
  <message>
   <source>the options of a placement are unknown.</source>
   <translation>放置的选项未知。</translation>
  </message>
  <message>
   <source>the options of its cleaning are unknown.</source>
   <translation>清理的选项未知。</translation>
  </message>
  <message>
   <source>the same with Human3.6M's 17 joints</source>
   <translation>同上，Human3.6M 的 17 关节</translation>
  </message>
  <message>
   <source>the shift test of a lifter has arrays of different sizes.</source>
   <translation>某提升器平移测试的数组大小不一。</translation>
  </message>
  <message>
   <source>the shift test of a lifter is not of the clip's length.</source>
   <translation>某提升器平移测试的长度与片段不同。</translation>
  </message>
  <message>
   <source>the texts of {0} in it are too long</source>
   <translation>其中 {0} 的文字过长</translation>
  </message>
  <message>
   <source>the times of its clip are not those of its video.</source>
   <translation>片段的时间与视频不符。</translation>
  </message>
  <message>
   <source>the times of its video do not increase from frame to frame.</source>
   <translation>视频的时间没有逐帧增加。</translation>
  </message>
  <message>
   <source>the values of {0} lie in other files, which Relief does not open</source>
   <translation>{0} 的数值存放在其他文件中，Relief 不会打开它们</translation>
  </message>
  <message>
   <source>the weights that were given are for it</source>
   <translation>给出的权重是它的</translation>
  </message>
  <message>
   <source>the zip holds {0} networks</source>
   <translation>zip 中有 {0} 个网络</translation>
  </message>
  <message>
   <source>this detection was closed before it was finished</source>
   <translation>检测在完成之前被关闭</translation>
  </message>
  <message>
   <source>two of its files have the same frame number: keep each video in a folder of its own</source>
   <translation>有两个文件的帧号相同：请把每个视频放在各自的文件夹</translation>
  </message>
  <message>
   <source>two of its frames share an instance</source>
   <translation>它有两帧共用一个实例</translation>
  </message>
  <message>
   <source>two of its rows have the same frame</source>
   <translation>有两行是同一帧</translation>
  </message>
  <message>
   <source>video</source>
   <translation>视频</translation>
  </message>
  <message>
   <source>window</source>
   <translation>窗口</translation>
  </message>
  <message>
   <source>your disk quota is used up. Free some space or choose another folder.</source>
   <translation>磁盘配额已用完。请腾出空间或选择另一个文件夹。</translation>
  </message>
  <message>
   <source>{0} The path through the world may be wrong.</source>
   <translation>{0} 空间中的路径可能不对。</translation>
  </message>
  <message>
   <source>{0} and the clip have no time in common: it lasts from {1} to {2} s, the clip from {3} to {4} s.</source>
   <translation>{0} 与片段没有共同的时间：它从 {1} 到 {2} 秒，片段从 {3} 到 {4} 秒。</translation>
  </message>
  <message>
   <source>{0} and {1} both mean {2}</source>
   <translation>{0} 和 {1} 都表示 {2}</translation>
  </message>
  <message>
   <source>{0} cannot be decoded: it is damaged. Take it out or save it again.</source>
   <translation>{0} 无法解码：已损坏。请移除或重新保存。</translation>
  </message>
  <message>
   <source>{0} cannot be opened as a take, it is damaged or something else: {1}</source>
   <translation>{0} 无法作为 take 打开，已损坏或是别的文件：{1}</translation>
  </message>
  <message>
   <source>{0} cannot be opened as a take: {1}</source>
   <translation>{0} 无法作为 take 打开：{1}</translation>
  </message>
  <message>
   <source>{0} cannot be read as a video: it is another kind of file, or it is damaged or was cut off while recording or copying. Copy it again, or convert it to mp4.</source>
   <translation>{0} 无法作为视频读取：它是另一种文件，或已损坏，或在录制、复制时被截断。请重新复制，或转换为 mp4。</translation>
  </message>
  <message>
   <source>{0} cannot be read as truth: its times do not increase, or it holds no places.</source>
   <translation>{0} 无法作为真值读取：时间没有递增，或没有位置。</translation>
  </message>
  <message>
   <source>{0} cannot be read as truth: {1}</source>
   <translation>{0} 无法作为真值读取：{1}</translation>
  </message>
  <message>
   <source>{0} cannot be read: {1}. Choose another.</source>
   <translation>{0} 无法读取：{1}。请选择另一个。</translation>
  </message>
  <message>
   <source>{0} cannot be read{1} for keypoints: {2}</source>
   <translation>无法从 {0} 读取关键点{1}：{2}</translation>
  </message>
  <message>
   <source>{0} cannot be run: {1}. {2}</source>
   <translation>{0} 无法运行：{1}。{2}</translation>
  </message>
  <message>
   <source>{0} cannot be used for {1}: {2}</source>
   <translation>{0} 不能用于 {1}：{2}</translation>
  </message>
  <message>
   <source>{0} could not be read: the process that did so was ended, most likely for want of memory. Close other programs, or take a shorter part of the file.</source>
   <translation>未能读取 {0}：读取它的进程被终止，很可能是内存不足。请关闭其他程序，或截取文件中较短的一段。</translation>
  </message>
  <message>
   <source>{0} could not be read: the program that did so broke down over it. Most likely it is damaged. Export or download it again.</source>
   <translation>未能读取 {0}：读取它的程序因它而崩溃，文件很可能已损坏。请重新导出或下载。</translation>
  </message>
  <message>
   <source>{0} does not exist. Check the name and the folder.</source>
   <translation>{0} 不存在。请检查名称和文件夹。</translation>
  </message>
  <message>
   <source>{0} finds no people as Relief needs them: {1}.</source>
   <translation>{0} 不能按 Relief 的需要找人：{1}。</translation>
  </message>
  <message>
   <source>{0} frames per second are not possible</source>
   <translation>每秒 {0} 帧是不可能的</translation>
  </message>
  <message>
   <source>{0} has changed since it was opened. Open it again.</source>
   <translation>{0} 在打开后改变了。请重新打开。</translation>
  </message>
  <message>
   <source>{0} has no frame number at its end</source>
   <translation>{0} 末尾没有帧号</translation>
  </message>
  <message>
   <source>{0} has no frame number such as walk_000000000012_keypoints.json</source>
   <translation>{0} 没有 walk_000000000012_keypoints.json 这样的帧号</translation>
  </message>
  <message>
   <source>{0} has no frames. Choose a file with motion in it.</source>
   <translation>{0} 没有帧。请选择含有动作的文件。</translation>
  </message>
  <message>
   <source>{0} has pictures of {1} × {2}; at most {3} on a side and {4} megapixels are read. Make it smaller first.</source>
   <translation>{0} 的画面为 {1} × {2}；每边最多 {3}，总共最多 {4} 百万像素。请先缩小。</translation>
  </message>
  <message>
   <source>{0} has too few joints with names that Relief knows: {1}. The {2} and {3} more are needed, called for example {4}.</source>
   <translation>{0} 中 Relief 认识名称的关节太少：{1}。还需要 {2} 和另外 {3} 个，例如叫 {4}。</translation>
  </message>
  <message>
   <source>{0} has {1} frames: there is no clip from {2} to {3}.</source>
   <translation>{0} 有 {1} 帧：没有从 {2} 到 {3} 的片段。</translation>
  </message>
  <message>
   <source>{0} has {1} frame{2}{3}, and a motion needs at least {4}. Choose a longer video or clip (this one lasts {5} s).</source>
   <translation>{0} 有 {1} 帧，而一段动作至少需要 {4} 帧。请选择更长的视频或片段（这个长 {5} 秒）。</translation>
  </message>
  <message>
   <source>{0} holds no numbers</source>
   <translation>{0} 里没有数字</translation>
  </message>
  <message>
   <source>{0} holds no picture that can be decoded: it is empty or damaged. Convert it again.</source>
   <translation>{0} 没有可解码的画面：为空或已损坏。请重新转换。</translation>
  </message>
  <message>
   <source>{0} holds no pictures ({1}). Choose the folder that holds them.</source>
   <translation>{0} 里没有图片（{1}）。请选择放图片的文件夹。</translation>
  </message>
  <message>
   <source>{0} holds no video{1}. Choose a file with pictures.</source>
   <translation>{0} 没有视频{1}。请选择有画面的文件。</translation>
  </message>
  <message>
   <source>{0} in it does not hold plain numbers</source>
   <translation>其中的 {0} 不是纯数字</translation>
  </message>
  <message>
   <source>{0} in it does not hold texts</source>
   <translation>其中的 {0} 不是文字</translation>
  </message>
  <message>
   <source>{0} in it is a link, which Relief does not follow</source>
   <translation>其中的 {0} 是链接，Relief 不会跟随</translation>
  </message>
  <message>
   <source>{0} in it is larger than {1} MB</source>
   <translation>其中的 {0} 大于 {1} MB</translation>
  </message>
  <message>
   <source>{0} in it is no array</source>
   <translation>其中的 {0} 不是数组</translation>
  </message>
  <message>
   <source>{0} in it is no list of at most {1} texts</source>
   <translation>其中的 {0} 不是最多 {1} 条文字的列表</translation>
  </message>
  <message>
   <source>{0} in it is packed in pieces larger than {1} MB</source>
   <translation>其中的 {0} 以大于 {1} MB 的块压缩</translation>
  </message>
  <message>
   <source>{0} in it is too long</source>
   <translation>其中的 {0} 过长</translation>
  </message>
  <message>
   <source>{0} is a folder. Give a {1} file.</source>
   <translation>{0} 是文件夹。请给出 {1} 文件。</translation>
  </message>
  <message>
   <source>{0} is a series of pictures, which state no times. Say how many were taken per second (--fps).</source>
   <translation>{0} 是图片序列，没有时间。请说明每秒拍了多少张（--fps）。</translation>
  </message>
  <message>
   <source>{0} is a single picture. Give its folder, or a pattern such as shot_%06d.png.</source>
   <translation>{0} 是单张图片。请给出它的文件夹，或 shot_%06d.png 这样的模式。</translation>
  </message>
  <message>
   <source>{0} is a video and has its own times. Leave the rate out; it is for pictures only.</source>
   <translation>{0} 是视频，有自己的时间。请去掉帧率；帧率只用于图片。</translation>
  </message>
  <message>
   <source>{0} is another video than the take was made of. Lift it again.</source>
   <translation>{0} 不是生成这个 take 的视频。请重新提升。</translation>
  </message>
  <message>
   <source>{0} is coded in a way that cannot be decoded here. Convert it to mp4 (H.264).</source>
   <translation>{0} 的编码在这里无法解码。请转换为 mp4（H.264）。</translation>
  </message>
  <message>
   <source>{0} is damaged or another file: its SHA-256 is {1}, and not {2}. Delete it, and it will be downloaded again.</source>
   <translation>{0} 已损坏或是另一个文件：它的 SHA-256 是 {1}，而不是 {2}。请删除，它会重新下载。</translation>
  </message>
  <message>
   <source>{0} is damaged: {1}</source>
   <translation>{0} 已损坏：{1}</translation>
  </message>
  <message>
   <source>{0} is empty (0 bytes). Copy or record it again.</source>
   <translation>{0} 是空的（0 字节）。请重新复制或录制。</translation>
  </message>
  <message>
   <source>{0} is larger than {1} MB</source>
   <translation>{0} 大于 {1} MB</translation>
  </message>
  <message>
   <source>{0} is missing from Relief's own files: looked for {1}. Install Relief again, or in a checkout restore the assets folder.</source>
   <translation>Relief 自己的文件缺少 {0}：在 {1} 找过。请重新安装 Relief，或在检出的代码中恢复 assets 文件夹。</translation>
  </message>
  <message>
   <source>{0} is no number of a picture</source>
   <translation>{0} 不是图片编号</translation>
  </message>
  <message>
   <source>{0} is not known in a placement.</source>
   <translation>放置中的 {0} 未知。</translation>
  </message>
  <message>
   <source>{0} is not ready: {1}</source>
   <translation>{0} 尚未就绪：{1}</translation>
  </message>
  <message>
   <source>{0} is of shape {1}, not (frames, 17, 2) or (people, frames, 17, 2)</source>
   <translation>{0} 的形状是 {1}，而不是 (帧, 17, 2) 或 (人, 帧, 17, 2)</translation>
  </message>
  <message>
   <source>{0} is packed in a way that Relief does not read. Save it with gzip or unpacked</source>
   <translation>{0} 的压缩方式 Relief 不支持。请用 gzip 或不压缩保存</translation>
  </message>
  <message>
   <source>{0} is the video itself. Choose another name for the film.</source>
   <translation>{0} 就是视频本身。请给影片另取名称。</translation>
  </message>
  <message>
   <source>{0} is there already. Replace it with --force, or choose another place.</source>
   <translation>{0} 已经存在。请勾选下面的替换，或选择另一个位置。</translation>
  </message>
  <message>
   <source>{0} is too large to be the truth of a clip ({1} MiB at most).</source>
   <translation>{0} 太大，不可能是一个片段的真值（最多 {1} MiB）。</translation>
  </message>
  <message>
   <source>{0} is top-down itself: boxes come from a one-stage model (RTMO).</source>
   <translation>{0} 本身就是自顶向下的：人框应来自单阶段模型（RTMO）。</translation>
  </message>
  <message>
   <source>{0} is {1} × {2} pixels, those before it {3} × {4}. All must be of one size: take it out, or scale it.</source>
   <translation>{0} 是 {1} × {2} 像素，前面的是 {3} × {4}。所有图片尺寸必须相同：请移除或缩放它。</translation>
  </message>
  <message>
   <source>{0} lifts to numbers that are not finite. Install Relief again.</source>
   <translation>{0} 提升出的数不是有限值。请重新安装 Relief。</translation>
  </message>
  <message>
   <source>{0} may not be read: its permissions do not allow it.</source>
   <translation>{0} 不能读取：没有权限。</translation>
  </message>
  <message>
   <source>{0} needs at least one frame with a pose, but none of this clip's {1} frames has one. Choose a part of the video where the person is seen.</source>
   <translation>{0} 至少需要一帧有姿态，但这个片段的 {1} 帧都没有。请选择视频中能看到人的部分。</translation>
  </message>
  <message>
   <source>{0} needs the 17 joints of {1}, but this pose is in {2}. Export it as CSV or JSON, or lift the clip with a 17-joint lifter.</source>
   <translation>{0} 需要 {1} 的 17 个关节，但这个姿态是 {2}。请导出为 CSV 或 JSON，或用 17 关节的提升器重新提升。</translation>
  </message>
  <message>
   <source>{0} of {1} is impossible: give {2} to {3}.</source>
   <translation>{0} 为 {1} 是不可能的：请给 {2} 到 {3}。</translation>
  </message>
  <message>
   <source>{0} says {1}, which is not there. Correct or unset it.</source>
   <translation>{0} 指向 {1}，但它不存在。请改正或取消设置。</translation>
  </message>
  <message>
   <source>{0} sightings need as many labels, not {1}</source>
   <translation>{0} 次出现需要同样多的标签，而不是 {1}</translation>
  </message>
  <message>
   <source>{0} states no picture size ({1} × {2}): it is damaged. Convert it again.</source>
   <translation>{0} 没有有效的画面尺寸（{1} × {2}）：已损坏。请重新转换。</translation>
  </message>
  <message>
   <source>{0} works: saw somebody in {1} of 3 frames of the sample</source>
   <translation>{0} 可用：在示例的 3 帧中有 {1} 帧看到了人</translation>
  </message>
  <message>
   <source>{0} would unpack to more than fits in memory.</source>
   <translation>{0} 解开后会超过内存。</translation>
  </message>
  <message>
   <source>{0}, lifts on {1}, {2} threads</source>
   <translation>{0}，在 {1} 上提升，{2} 个线程</translation>
  </message>
  <message>
   <source>{0}, the video of this take, is not there. Put it back, or lift it again where it is now.</source>
   <translation>这个 take 的视频 {0} 不在。请放回，或在它现在的位置重新提升。</translation>
  </message>
  <message>
   <source>{0}. Choose another folder.</source>
   <translation>{0}。请选择另一个文件夹。</translation>
  </message>
  <message>
   <source>{0}: format {1} is not {2}; update Relief.</source>
   <translation>{0}：格式 {1} 不是 {2}；请更新 Relief。</translation>
  </message>
  <message>
   <source>{0}: its header is too large; the file is damaged or no lifter.</source>
   <translation>{0}：文件头太大；文件损坏或不是提升器。</translation>
  </message>
  <message>
   <source>{0}: its window reaches over the end of the motion and sees repeated frames.</source>
   <translation>{0}: 窗口超出动作的首尾，看到的是重复的帧。</translation>
  </message>
  <message>
   <source>{0}: larger than any lifter ({1} MiB); not read.</source>
   <translation>{0}：比任何提升器都大（{1} MiB）；没有读取。</translation>
  </message>
  <message>
   <source>{0}: loaded and tried</source>
   <translation>{0}：已载入并试过</translation>
  </message>
  <message>
   <source>{0}: none of its joints has a name that Relief knows. They are called {1}; expected are names such as pelvis, left_hip or RKnee.</source>
   <translation>{0}：没有一个关节的名称是 Relief 认识的。它们叫 {1}；应当是 pelvis、left_hip 或 RKnee 这样的名称。</translation>
  </message>
  <message>
   <source>{0}: not a lifter made by Relief, or damaged.</source>
   <translation>{0}：不是 Relief 生成的提升器，或已损坏。</translation>
  </message>
  <message>
   <source>{0}: the pose drifts by more than {1} mm beyond what perspective demands when the person is shifted.</source>
   <translation>{0}: 人物平移时，姿态的漂移比透视所需多出 {1} 毫米以上。</translation>
  </message>
  <message>
   <source>{0}: the weights are damaged ({1}).</source>
   <translation>{0}：权重已损坏（{1}）。</translation>
  </message>
  <message>
   <source>{0}: the weights do not fit the spec; first difference: {1}.</source>
   <translation>{0}：权重与规格不符；第一处差别：{1}。</translation>
  </message>
  <message>
   <source>{0}: there is no such file or folder of keypoints.</source>
   <translation>{0}：没有这样的关键点文件或文件夹。</translation>
  </message>
  <message>
   <source>{0}: there is no such file.</source>
   <translation>{0}：没有这样的文件。</translation>
  </message>
  <message>
   <source>{0}: there is no such lifter file.</source>
   <translation>{0}：没有这样的提升器文件。</translation>
  </message>
  <message>
   <source>{0}: there is no such take.</source>
   <translation>{0}：没有这样的 take。</translation>
  </message>
  <message>
   <source>{0}: truth can be read from {1} files.</source>
   <translation>{0}：真值可以从 {1} 文件读取。</translation>
  </message>
  <message>
   <source>{0}: weight {1} has values that are not finite.</source>
   <translation>{0}：权重 {1} 含有非有限值。</translation>
  </message>
  <message>
   <source>{0}: weight {1} is {2}, but the spec asks for {3}.</source>
   <translation>{0}：权重 {1} 是 {2}，但规格要求 {3}。</translation>
  </message>
  <message>
   <source>{0}; `relief lift --mmpose-config C --mmpose-checkpoint W` runs a model with it</source>
   <translation>{0}；`relief lift --mmpose-config C --mmpose-checkpoint W` 用它运行模型</translation>
  </message>
 </context>
 <context>
  <name>Correcting</name>
  <message>
   <source>Correcting</source>
   <translation>正在修正</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>预览</translation>
  </message>
 </context>
 <context>
  <name>DoctorDialog</name>
  <message>
   <source>Check this machine</source>
   <translation>检查本机</translation>
  </message>
  <message>
   <source>Checking</source>
   <translation>正在检查</translation>
  </message>
  <message>
   <source>Everything works.</source>
   <translation>一切正常。</translation>
  </message>
  <message>
   <source>Trying each part, which takes a few seconds…</source>
   <translation>正在逐项检查，需要几秒钟…</translation>
  </message>
  <message>
   <source>Videos can be lifted. What is marked above does not work.</source>
   <translation>可以提升视频。上面标出的部分不可用。</translation>
  </message>
  <message>
   <source>Videos cannot be lifted here before what is marked above is mended.</source>
   <translation>解决上面标出的问题之前，本机无法提升视频。</translation>
  </message>
 </context>
 <context>
  <name>Documents</name>
  <message>
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
  <message>
   <source>Find it…</source>
   <translation>查找…</translation>
  </message>
  <message>
   <source>Find the video</source>
   <translation>查找视频</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <source>Opening</source>
   <translation>正在打开</translation>
  </message>
  <message>
   <source>Process the video again</source>
   <translation>重新处理视频</translation>
  </message>
  <message>
   <source>Relief ended while it worked on {name}. It can go on where it was.</source>
   <translation>Relief 在处理 {name} 时退出，可以从中断处继续。</translation>
  </message>
  <message>
   <source>Save the take</source>
   <translation>保存 take</translation>
  </message>
  <message>
   <source>Saved as {path}.</source>
   <translation>已保存为 {path}。</translation>
  </message>
  <message>
   <source>Saving</source>
   <translation>正在保存</translation>
  </message>
  <message>
   <source>Takes</source>
   <translation>Take 文件</translation>
  </message>
  <message>
   <source>The changes that you did not save are back. Undo takes them away.</source>
   <translation>上次未保存的更改已恢复，撤销即可去掉。</translation>
  </message>
  <message>
   <source>The video {path} is not there: the figure moves without a picture.</source>
   <translation>视频 {path} 不存在：只显示没有画面的人体。</translation>
  </message>
  <message>
   <source>This is the take that you did not save last time.</source>
   <translation>这是您上次未保存的 take。</translation>
  </message>
  <message>
   <source>Throw it away</source>
   <translation>丢弃</translation>
  </message>
  <message>
   <source>Videos and takes</source>
   <translation>视频和 take</translation>
  </message>
  <message>
   <source>Your work on {name} was not saved, but it is here.</source>
   <translation>您对 {name} 的工作未保存，但仍在这里。</translation>
  </message>
  <message>
   <source>{path} has {there} frames, but the take was made of a video of {here}.</source>
   <translation>{path} 有 {there} 帧，但此 take 来自 {here} 帧的视频。</translation>
  </message>
  <message>
   <source>{path} is not the video that this take was made of.</source>
   <translation>{path} 不是生成此 take 的视频。</translation>
  </message>
 </context>
 <context>
  <name>EmptyState</name>
  <message>
   <source>Drop a video of a person here</source>
   <translation>将人物视频拖到这里</translation>
  </message>
  <message>
   <source>Open a video or take…</source>
   <translation>打开视频或 take…</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>最近打开</translation>
  </message>
  <message>
   <source>Relief finds the person, lifts the motion to 3D twice, and says where to believe it.</source>
   <translation>Relief 找到人物，用两种方法把动作提升到 3D，并指出哪里可信。</translation>
  </message>
  <message>
   <source>Try the sample video</source>
   <translation>试用示例视频</translation>
  </message>
 </context>
 <context>
  <name>Errors</name>
  <message>
   <source>Something went wrong inside Relief ({what}). The log, in the menu Help, says more.</source>
   <translation>Relief 内部出错（{what}）。详情见帮助菜单里的日志。</translation>
  </message>
 </context>
 <context>
  <name>Export</name>
  <message>
   <source>2D keypoints as COCO's JSON, for labelling tools and trainers</source>
   <translation>COCO JSON 格式的 2D 关键点，用于标注工具和训练</translation>
  </message>
  <message>
   <source>2D keypoints as DeepLabCut writes them, for movement and SimBA</source>
   <translation>DeepLabCut 格式的 2D 关键点，用于 movement 和 SimBA</translation>
  </message>
  <message>
   <source>2D keypoints as OpenPose writes them, a file for each frame, zipped</source>
   <translation>OpenPose 格式的 2D 关键点，每帧一个文件，打包为 zip</translation>
  </message>
  <message>
   <source>90 %</source>
   <translation>90 %</translation>
  </message>
  <message>
   <source>95 %</source>
   <translation>95 %</translation>
  </message>
  <message>
   <source>98 %</source>
   <translation>98 %</translation>
  </message>
  <message>
   <source>99 %</source>
   <translation>99 %</translation>
  </message>
  <message>
   <source>99.5 %</source>
   <translation>99.5 %</translation>
  </message>
  <message>
   <source>Arrays for NumPy with skeleton, times and units</source>
   <translation>NumPy 数组，含骨架、时间和单位</translation>
  </message>
  <message>
   <source>Blender: metres</source>
   <translation>Blender：米</translation>
  </message>
  <message>
   <source>Butterworth, as in biomechanics</source>
   <translation>Butterworth，生物力学常用</translation>
  </message>
  <message>
   <source>Figure</source>
   <translation>人物</translation>
  </message>
  <message>
   <source>Figure with a simple body for film: Houdini, Maya, Omniverse, Blender</source>
   <translation>带简单身体的人物，用于影视：Houdini、Maya、Omniverse、Blender</translation>
  </message>
  <message>
   <source>Figure with a simple body for the web, three.js, Blender and game engines</source>
   <translation>带简单身体的人物，用于网页、three.js、Blender 和游戏引擎</translation>
  </message>
  <message>
   <source>For</source>
   <translation>用于</translation>
  </message>
  <message>
   <source>Frames per second</source>
   <translation>每秒帧数</translation>
  </message>
  <message>
   <source>Joint angles as coordinates of OpenSim's models</source>
   <translation>关节角度，作为 OpenSim 模型的坐标</translation>
  </message>
  <message>
   <source>Joint positions and all that is known of them, for programs</source>
   <translation>关节位置及其全部信息，供程序使用</translation>
  </message>
  <message>
   <source>Joint positions as markers for OpenSim</source>
   <translation>关节位置，作为 OpenSim 的标记点</translation>
  </message>
  <message>
   <source>Joint positions as points for biomechanics: Visual3D, Mokka, Vicon, OpenSim</source>
   <translation>关节位置，作为生物力学软件的点：Visual3D、Mokka、Vicon、OpenSim</translation>
  </message>
  <message>
   <source>LOWESS: also across short gaps</source>
   <translation>LOWESS：也可跨越短缺口</translation>
  </message>
  <message>
   <source>Maya: centimetres</source>
   <translation>Maya：厘米</translation>
  </message>
  <message>
   <source>MotionBuilder, Unity and most others: centimetres, HumanIK names</source>
   <translation>MotionBuilder、Unity 及多数其他程序：厘米，HumanIK 关节名</translation>
  </message>
  <message>
   <source>One Euro: still joints more than fast ones</source>
   <translation>One Euro：静止的关节比快速的平滑得多</translation>
  </message>
  <message>
   <source>Range kept</source>
   <translation>保留幅度</translation>
  </message>
  <message>
   <source>Root</source>
   <translation>根关节</translation>
  </message>
  <message>
   <source>Savitzky-Golay: keeps peaks</source>
   <translation>Savitzky-Golay：保留峰值</translation>
  </message>
  <message>
   <source>Skeleton and joint angles for Blender, Maya, MotionBuilder, Unity, Unreal</source>
   <translation>骨架与关节角度，用于 Blender、Maya、MotionBuilder、Unity、Unreal</translation>
  </message>
  <message>
   <source>Smoothing</source>
   <translation>平滑</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>表格</translation>
  </message>
  <message>
   <source>Table of joint angles for spreadsheets, R and pandas</source>
   <translation>关节角度表，用于电子表格、R 和 pandas</translation>
  </message>
  <message>
   <source>Table of joint positions for spreadsheets, R and pandas</source>
   <translation>关节位置表，用于电子表格、R 和 pandas</translation>
  </message>
  <message>
   <source>Unit</source>
   <translation>单位</translation>
  </message>
  <message>
   <source>Unreal Engine: centimetres, the mannequin's names, one order of rotations</source>
   <translation>Unreal Engine：厘米，人体模型的关节名，统一的旋转顺序</translation>
  </message>
  <message>
   <source>a row for each frame</source>
   <translation>每帧一行</translation>
  </message>
  <message>
   <source>a row for each joint of each frame</source>
   <translation>每帧每个关节一行</translation>
  </message>
  <message>
   <source>a simple body</source>
   <translation>简单身体</translation>
  </message>
  <message>
   <source>as estimated from the video</source>
   <translation>按视频估计的位置</translation>
  </message>
  <message>
   <source>as estimated, on the spot where nothing is</source>
   <translation>按估计的位置；没有估计时在原地</translation>
  </message>
  <message>
   <source>as in the video</source>
   <translation>与视频相同</translation>
  </message>
  <message>
   <source>centimetres</source>
   <translation>厘米</translation>
  </message>
  <message>
   <source>filter of the 3D motion, in true time and without lag</source>
   <translation>对 3D 动作滤波，按真实时间，无滞后</translation>
  </message>
  <message>
   <source>frames per second of formats with one rate, such as 30000/1001; default: that of the video</source>
   <translation>只有一个帧率的格式的每秒帧数，例如 30000/1001；默认与视频相同</translation>
  </message>
  <message>
   <source>how the figure moves through the room</source>
   <translation>人体在空间中如何移动</translation>
  </message>
  <message>
   <source>layout of CSV tables</source>
   <translation>CSV 表格的布局</translation>
  </message>
  <message>
   <source>metres</source>
   <translation>米</translation>
  </message>
  <message>
   <source>metres, names as in the tables, one order of rotations</source>
   <translation>米，关节名与表格相同，统一的旋转顺序</translation>
  </message>
  <message>
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <source>on the spot</source>
   <translation>在原地</translation>
  </message>
  <message>
   <source>on the spot, the lowest foot of every frame on the floor; jumps are lost</source>
   <translation>在原地，每帧最低的脚都在地面上；跳跃会丢失</translation>
  </message>
  <message>
   <source>per cent of each joint's range of movement that smoothing leaves; it is made as strong as that allows</source>
   <translation>平滑后每个关节保留的运动幅度百分比；在此限度内尽量平滑</translation>
  </message>
  <message>
   <source>program that is to read BVH files: its joint names, unit and order of rotations</source>
   <translation>读取 BVH 文件的程序：决定关节名、单位和旋转顺序</translation>
  </message>
  <message>
   <source>read back: {mean} mm off on average, {most} mm at most</source>
   <translation>回读：平均偏差 {mean} 毫米，最大 {most} 毫米</translation>
  </message>
  <message>
   <source>the joints alone</source>
   <translation>仅关节</translation>
  </message>
  <message>
   <source>unit of BVH files</source>
   <translation>BVH 文件的单位</translation>
  </message>
  <message>
   <source>what GLB and USD files show</source>
   <translation>GLB 和 USD 文件显示什么</translation>
  </message>
  <message>
   <source>what the program takes</source>
   <translation>目标程序所用的单位</translation>
  </message>
  <message>
   <source>{frames} frames</source>
   <translation>{frames} 帧</translation>
  </message>
  <message>
   <source>{rate} is no rate. Give frames per second, such as 30 or 30000/1001.</source>
   <translation>{rate} 不是帧率。请给出每秒帧数，例如 30 或 30000/1001。</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source>All people, one file each</source>
   <translation>所有人，每人一个文件</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Every file is read back; what was found is said here.</source>
   <translation>每个文件写完后都会回读校验，结果显示在这里。</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Export the motion</source>
   <translation>导出动作</translation>
  </message>
  <message>
   <source>Exporting</source>
   <translation>正在导出</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <source>Folder for the files</source>
   <translation>文件保存位置</translation>
  </message>
  <message>
   <source>Formats</source>
   <translation>格式</translation>
  </message>
  <message>
   <source>Lifters</source>
   <translation>提升器</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <source>Options</source>
   <translation>选项</translation>
  </message>
  <message>
   <source>People</source>
   <translation>人物</translation>
  </message>
  <message>
   <source>Replace files that are there already</source>
   <translation>替换已有文件</translation>
  </message>
  <message>
   <source>Stopped; nothing was written.</source>
   <translation>已停止；没有写入任何文件。</translation>
  </message>
  <message>
   <source>Those who are not chosen are lifted first, which takes a while</source>
   <translation>未选中的人会先被处理，需要一些时间</translation>
  </message>
  <message>
   <source>Tick the box below</source>
   <translation>请勾选下面的选项</translation>
  </message>
  <message>
   <source>What was written</source>
   <translation>写入结果</translation>
  </message>
  <message>
   <source>Writing…</source>
   <translation>正在写入…</translation>
  </message>
 </context>
 <context>
  <name>FindingsPanel</name>
  <message>
   <source>Also what is worth knowing, but no reason to doubt the pose</source>
   <translation>也显示值得了解、但不影响姿态可信度的内容</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>发现</translation>
  </message>
  <message>
   <source>Findings come once the whole clip is lifted and its diagnostics are done.</source>
   <translation>整个片段提升并诊断完成后，发现会出现在这里。</translation>
  </message>
  <message>
   <source>Go to frame {frame}</source>
   <translation>转到第 {frame} 帧</translation>
  </message>
  <message>
   <source>Here will be the places of the clip where the pose deserves a second look.</source>
   <translation>这里将列出片段中姿态需要再看一眼的地方。</translation>
  </message>
  <message>
   <source>Nothing was found that deserves a second look.</source>
   <translation>没有发现需要再看一眼的地方。</translation>
  </message>
  <message>
   <source>Show notes</source>
   <translation>显示提示</translation>
  </message>
  <message>
   <source>{warnings} warnings, {notes} notes</source>
   <translation>{warnings} 个警告，{notes} 个提示</translation>
  </message>
 </context>
 <context>
  <name>JobStrip</name>
  <message>
   <source>Progress</source>
   <translation>进度</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>正在停止…</translation>
  </message>
 </context>
 <context>
  <name>Joints</name>
  <message>
   <source>head</source>
   <translation>头</translation>
  </message>
  <message>
   <source>head top</source>
   <translation>头顶</translation>
  </message>
  <message>
   <source>left ankle</source>
   <translation>左踝</translation>
  </message>
  <message>
   <source>left big toe</source>
   <translation>左大脚趾</translation>
  </message>
  <message>
   <source>left ear</source>
   <translation>左耳</translation>
  </message>
  <message>
   <source>left elbow</source>
   <translation>左肘</translation>
  </message>
  <message>
   <source>left eye</source>
   <translation>左眼</translation>
  </message>
  <message>
   <source>left eye inner</source>
   <translation>左眼内角</translation>
  </message>
  <message>
   <source>left eye outer</source>
   <translation>左眼外角</translation>
  </message>
  <message>
   <source>left foot index</source>
   <translation>左脚尖</translation>
  </message>
  <message>
   <source>left heel</source>
   <translation>左脚跟</translation>
  </message>
  <message>
   <source>left hip</source>
   <translation>左髋</translation>
  </message>
  <message>
   <source>left index</source>
   <translation>左食指</translation>
  </message>
  <message>
   <source>left knee</source>
   <translation>左膝</translation>
  </message>
  <message>
   <source>left mouth</source>
   <translation>左嘴角</translation>
  </message>
  <message>
   <source>left pinky</source>
   <translation>左小指</translation>
  </message>
  <message>
   <source>left shoulder</source>
   <translation>左肩</translation>
  </message>
  <message>
   <source>left small toe</source>
   <translation>左小脚趾</translation>
  </message>
  <message>
   <source>left thumb</source>
   <translation>左拇指</translation>
  </message>
  <message>
   <source>left wrist</source>
   <translation>左腕</translation>
  </message>
  <message>
   <source>mid hip</source>
   <translation>髋中点</translation>
  </message>
  <message>
   <source>neck</source>
   <translation>颈</translation>
  </message>
  <message>
   <source>neck base</source>
   <translation>颈根</translation>
  </message>
  <message>
   <source>nose</source>
   <translation>鼻</translation>
  </message>
  <message>
   <source>pelvis</source>
   <translation>骨盆</translation>
  </message>
  <message>
   <source>right ankle</source>
   <translation>右踝</translation>
  </message>
  <message>
   <source>right big toe</source>
   <translation>右大脚趾</translation>
  </message>
  <message>
   <source>right ear</source>
   <translation>右耳</translation>
  </message>
  <message>
   <source>right elbow</source>
   <translation>右肘</translation>
  </message>
  <message>
   <source>right eye</source>
   <translation>右眼</translation>
  </message>
  <message>
   <source>right eye inner</source>
   <translation>右眼内角</translation>
  </message>
  <message>
   <source>right eye outer</source>
   <translation>右眼外角</translation>
  </message>
  <message>
   <source>right foot index</source>
   <translation>右脚尖</translation>
  </message>
  <message>
   <source>right heel</source>
   <translation>右脚跟</translation>
  </message>
  <message>
   <source>right hip</source>
   <translation>右髋</translation>
  </message>
  <message>
   <source>right index</source>
   <translation>右食指</translation>
  </message>
  <message>
   <source>right knee</source>
   <translation>右膝</translation>
  </message>
  <message>
   <source>right mouth</source>
   <translation>右嘴角</translation>
  </message>
  <message>
   <source>right pinky</source>
   <translation>右小指</translation>
  </message>
  <message>
   <source>right shoulder</source>
   <translation>右肩</translation>
  </message>
  <message>
   <source>right small toe</source>
   <translation>右小脚趾</translation>
  </message>
  <message>
   <source>right thumb</source>
   <translation>右拇指</translation>
  </message>
  <message>
   <source>right wrist</source>
   <translation>右腕</translation>
  </message>
  <message>
   <source>spine</source>
   <translation>脊柱</translation>
  </message>
  <message>
   <source>thorax</source>
   <translation>胸廓</translation>
  </message>
 </context>
 <context>
  <name>KeyOverview</name>
  <message>
   <source>In the 3D view, while it has the focus</source>
   <translation>在三维视图中（获得焦点时）</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>快捷键</translation>
  </message>
  <message>
   <source>Other keys can be chosen in the settings.</source>
   <translation>可在设置中更改按键。</translation>
  </message>
 </context>
 <context>
  <name>KeypointsDialog</name>
  <message>
   <source>A file, or a folder of OpenPose's JSON</source>
   <translation>文件，或 OpenPose JSON 的文件夹</translation>
  </message>
  <message>
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
  <message>
   <source>Choose the format</source>
   <translation>请选择格式</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>File…</source>
   <translation>文件…</translation>
  </message>
  <message>
   <source>First frame's number</source>
   <translation>首帧编号</translation>
  </message>
  <message>
   <source>Folder of OpenPose's JSON</source>
   <translation>OpenPose JSON 的文件夹</translation>
  </message>
  <message>
   <source>Folder…</source>
   <translation>文件夹…</translation>
  </message>
  <message>
   <source>Format</source>
   <translation>格式</translation>
  </message>
  <message>
   <source>Keypoints</source>
   <translation>关键点</translation>
  </message>
  <message>
   <source>Keypoints for this video</source>
   <translation>此视频的关键点</translation>
  </message>
  <message>
   <source>Open keypoints</source>
   <translation>打开关键点</translation>
  </message>
  <message>
   <source>Reading {name}…</source>
   <translation>正在读取 {name}…</translation>
  </message>
  <message>
   <source>Seen from the content</source>
   <translation>根据内容判断</translation>
  </message>
  <message>
   <source>The number that the file gives to the video's first frame</source>
   <translation>文件给视频首帧的编号</translation>
  </message>
  <message>
   <source>The person's 2D keypoints come from this file instead of a detector.</source>
   <translation>人物的 2D 关键点来自此文件，而不是检测器。</translation>
  </message>
  <message>
   <source>Use these keypoints</source>
   <translation>使用这些关键点</translation>
  </message>
  <message>
   <source>set the number of the video's first frame to</source>
   <translation>请将视频首帧的编号设为</translation>
  </message>
  <message>
   <source>{format}: {people} poses in frames {low} to {high} of the file, which are frames {start} to {end} of the video's {count}.</source>
   <translation>{format}：文件第 {low} 到 {high} 帧中有 {people} 个姿态，对应视频 {count} 帧中的第 {start} 到 {end} 帧。</translation>
  </message>
 </context>
 <context>
  <name>LogView</name>
  <message>
   <source>Copy all</source>
   <translation>全部复制</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>日志</translation>
  </message>
  <message>
   <source>Nothing yet.</source>
   <translation>暂无。</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Nothing yet</source>
   <translation>暂无</translation>
  </message>
  <message>
   <source>Panels</source>
   <translation>面板</translation>
  </message>
  <message>
   <source>Play</source>
   <translation>播放</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>最近打开</translation>
  </message>
  <message>
   <source>The language changes when Relief is started again.</source>
   <translation>重新启动 Relief 后语言生效。</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>工具</translation>
  </message>
 </context>
 <context>
  <name>Message</name>
  <message>
   <source>Dismiss</source>
   <translation>关闭提示</translation>
  </message>
 </context>
 <context>
  <name>MovementPanel</name>
  <message>
   <source>Here each joint will show how far it moves within a window of frames. Where that is little, lifters have little to see.</source>
   <translation>这里将显示每个关节在一个帧窗口内移动多远。移动很少时，提升器能看到的信息也很少。</translation>
  </message>
  <message>
   <source>Joints coloured by their movement range</source>
   <translation>按运动范围着色的关节</translation>
  </message>
  <message>
   <source>Movement range</source>
   <translation>运动范围</translation>
  </message>
  <message>
   <source>Movement range of the clip by tenths</source>
   <translation>片段按十分位的运动范围</translation>
  </message>
  <message>
   <source>Movement range {value:.4f}: tenth {tenth} of 10.</source>
   <translation>运动范围 {value:.4f}：第 {tenth} 个十分位（共 10）。</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>重置</translation>
  </message>
  <message>
   <source>That is {times:.1f} times the detector's jitter ({floor:.4f}).</source>
   <translation>是检测器抖动（{floor:.4f}）的 {times:.1f} 倍。</translation>
  </message>
  <message>
   <source>The clip is too short to tell the detector's jitter.</source>
   <translation>片段太短，无法判断检测器的抖动。</translation>
  </message>
  <message>
   <source>The motion is too small to measure: the detector's jitter alone would give {floor:.4f}.</source>
   <translation>动作太小，无法测量：仅检测器的抖动就有 {floor:.4f}。</translation>
  </message>
  <message>
   <source>The person was not seen whole in this frame.</source>
   <translation>此帧中未看到完整的人物。</translation>
  </message>
  <message>
   <source>The window that the lifters of this take see</source>
   <translation>此 take 的提升器所看的窗口</translation>
  </message>
  <message>
   <source>This frame is not part of the clip.</source>
   <translation>此帧不属于片段。</translation>
  </message>
  <message>
   <source>Window length</source>
   <translation>窗口长度</translation>
  </message>
  <message>
   <source>Window: {n} frames, {s:.2f} s</source>
   <translation>窗口：{n} 帧，{s:.2f} 秒</translation>
  </message>
  <message>
   <source>mean movement range, half picture widths</source>
   <translation>平均运动范围（半个画面宽）</translation>
  </message>
  <message>
   <source>noise floor</source>
   <translation>噪声底</translation>
  </message>
  <message>
   <source>tenth of the clip's frames</source>
   <translation>片段帧的十分位</translation>
  </message>
 </context>
 <context>
  <name>Panels</name>
  <message>
   <source>3D</source>
   <translation>3D</translation>
  </message>
  <message>
   <source>Comparison</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>发现</translation>
  </message>
  <message>
   <source>Movement</source>
   <translation>运动范围</translation>
  </message>
  <message>
   <source>Room</source>
   <translation>空间</translation>
  </message>
  <message>
   <source>Shift lab</source>
   <translation>平移实验室</translation>
  </message>
  <message>
   <source>Timeline</source>
   <translation>时间轴</translation>
  </message>
  <message>
   <source>Video</source>
   <translation>视频</translation>
  </message>
 </context>
 <context>
  <name>People</name>
  <message>
   <source>Choose person {0}</source>
   <translation>选择第 {0} 人</translation>
  </message>
  <message>
   <source>Cut person {0} here: somebody else from frame {1} on</source>
   <translation>在此处切开第 {0} 人：从第 {1} 帧起是另一个人</translation>
  </message>
  <message>
   <source>Merge person {0} with</source>
   <translation>将第 {0} 人合并到</translation>
  </message>
  <message>
   <source>Person {0}</source>
   <translation>第 {0} 人</translation>
  </message>
  <message>
   <source>Person {0}, from here on</source>
   <translation>第 {0} 人，从此处起</translation>
  </message>
  <message>
   <source>Person {0}, in the loop</source>
   <translation>第 {0} 人，循环内</translation>
  </message>
  <message>
   <source>Swap person {0} with</source>
   <translation>将第 {0} 人交换为</translation>
  </message>
 </context>
 <context>
  <name>PeopleStrip</name>
  <message>
   <source>Click to choose; right-click for more.</source>
   <translation>单击选择；右键查看更多。</translation>
  </message>
  <message>
   <source>More people</source>
   <translation>更多的人</translation>
  </message>
  <message>
   <source>People in the video</source>
   <translation>视频中的人</translation>
  </message>
  <message>
   <source>Person {0}: seen in {1} frames ({2}).</source>
   <translation>第 {0} 人：出现在 {1} 帧中（{2}）。</translation>
  </message>
  <message>
   <source>chosen</source>
   <translation>已选</translation>
  </message>
  <message>
   <source>lifting…</source>
   <translation>正在提升…</translation>
  </message>
 </context>
 <context>
  <name>PictureDialog</name>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Height (pixels)</source>
   <translation>高度（像素）</translation>
  </message>
  <message>
   <source>Save a picture of the 3D view</source>
   <translation>保存 3D 视图的图片</translation>
  </message>
  <message>
   <source>Saved as {path}.</source>
   <translation>已保存为 {path}。</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>保存…</translation>
  </message>
  <message>
   <source>There is nothing in the 3D view to save yet.</source>
   <translation>3D 视图中还没有可保存的内容。</translation>
  </message>
  <message>
   <source>Width (pixels)</source>
   <translation>宽度（像素）</translation>
  </message>
  <message>
   <source>{path} could not be written. Choose another folder.</source>
   <translation>无法写入 {path}。请选择其他文件夹。</translation>
  </message>
 </context>
 <context>
  <name>PictureView</name>
  <message>
   <source>Frame {0} is damaged and cannot be shown.</source>
   <translation>第 {0} 帧已损坏，无法显示。</translation>
  </message>
 </context>
 <context>
  <name>PlaceAndSpeed</name>
  <message>
   <source>Frame</source>
   <translation>帧</translation>
  </message>
  <message>
   <source>Frame of the video, counted from 0</source>
   <translation>视频的帧，从 0 开始计</translation>
  </message>
  <message>
   <source>Speed</source>
   <translation>速度</translation>
  </message>
  <message>
   <source>Speed of playing</source>
   <translation>播放速度</translation>
  </message>
 </context>
 <context>
  <name>PlacePad</name>
  <message>
   <source>Drag the figure or use the arrow keys</source>
   <translation>拖动人物或使用方向键</translation>
  </message>
  <message>
   <source>Place of the person in the picture</source>
   <translation>人物在画面中的位置</translation>
  </message>
  <message>
   <source>drift 0 mm</source>
   <translation>漂移 0 毫米</translation>
  </message>
  <message>
   <source>{mm:.0f} mm</source>
   <translation>{mm:.0f} 毫米</translation>
  </message>
 </context>
 <context>
  <name>Placing</name>
  <message>
   <source>Placing</source>
   <translation>正在放入空间</translation>
  </message>
 </context>
 <context>
  <name>Processing</name>
  <message>
   <source>Processing</source>
   <translation>处理</translation>
  </message>
 </context>
 <context>
  <name>RenderDialog</name>
  <message>
   <source>3D alone</source>
   <translation>仅 3D</translation>
  </message>
  <message>
   <source>3D seen</source>
   <translation>3D 视角</translation>
  </message>
  <message>
   <source>As the camera saw it</source>
   <translation>相机视角</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <source>From the front at an angle</source>
   <translation>正面斜视</translation>
  </message>
  <message>
   <source>From the side</source>
   <translation>侧面</translation>
  </message>
  <message>
   <source>Lifters</source>
   <translation>提升器</translation>
  </message>
  <message>
   <source>Only the loop</source>
   <translation>仅循环部分</translation>
  </message>
  <message>
   <source>Render</source>
   <translation>渲染</translation>
  </message>
  <message>
   <source>Render a video</source>
   <translation>渲染视频</translation>
  </message>
  <message>
   <source>Rendering</source>
   <translation>正在渲染</translation>
  </message>
  <message>
   <source>Rendering…</source>
   <translation>正在渲染…</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>显示</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>尺寸</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stopped; nothing was written.</source>
   <translation>已停止；没有写入任何文件。</translation>
  </message>
  <message>
   <source>Video and 3D side by side</source>
   <translation>视频与 3D 并排</translation>
  </message>
  <message>
   <source>Video with keypoints</source>
   <translation>带关键点的视频</translation>
  </message>
  <message>
   <source>Written: {path}</source>
   <translation>已写入：{path}</translation>
  </message>
 </context>
 <context>
  <name>RoomPanel</name>
  <message>
   <source>Above the floor</source>
   <translation>离地高度</translation>
  </message>
  <message>
   <source>Along the picture's longer side</source>
   <translation>沿画面长边</translation>
  </message>
  <message>
   <source>As found</source>
   <translation>恢复估计值</translation>
  </message>
  <message>
   <source>As lifted</source>
   <translation>保持提升结果</translation>
  </message>
  <message>
   <source>Bends knees and elbows back that bend the wrong way by more</source>
   <translation>膝和肘反向弯曲超过此值时弯回</translation>
  </message>
  <message>
   <source>Field of view</source>
   <translation>视场角</translation>
  </message>
  <message>
   <source>Height above the floor</source>
   <translation>离地高度</translation>
  </message>
  <message>
   <source>Held even if unsure</source>
   <translation>不确定也固定</translation>
  </message>
  <message>
   <source>Held in place</source>
   <translation>固定不动</translation>
  </message>
  <message>
   <source>Here the floor and the upright can be set right by hand, once a person has been lifted: where they stand, how tall they are, and whether their feet are kept from sliding.</source>
   <translation>人物提升后，可在这里手动校正地面和竖直方向：站在哪里、身高多少，以及是否防止脚滑动。</translation>
  </message>
  <message>
   <source>How the person was placed</source>
   <translation>人物如何放入空间</translation>
  </message>
  <message>
   <source>Joint limit</source>
   <translation>关节限制</translation>
  </message>
  <message>
   <source>Leans what is in front of the camera towards it</source>
   <translation>使相机前方的一切向相机倾斜</translation>
  </message>
  <message>
   <source>Person's height</source>
   <translation>身高</translation>
  </message>
  <message>
   <source>Raises the person over the floor found</source>
   <translation>将人物抬高到所估地面之上</translation>
  </message>
  <message>
   <source>Roll sideways</source>
   <translation>侧倾</translation>
  </message>
  <message>
   <source>Room</source>
   <translation>空间</translation>
  </message>
  <message>
   <source>Sets the scale of everything</source>
   <translation>决定整体尺度</translation>
  </message>
  <message>
   <source>Standing feet</source>
   <translation>站立的脚</translation>
  </message>
  <message>
   <source>Take back everything that was set here</source>
   <translation>撤回在此设置的一切</translation>
  </message>
  <message>
   <source>This take was made before Relief placed people in a room. Set something here and it will be.</source>
   <translation>此 take 制作时 Relief 还不会把人物放入空间。在此设置任意一项即可放入。</translation>
  </message>
  <message>
   <source>Tilt forwards</source>
   <translation>前倾</translation>
  </message>
  <message>
   <source>Turns upright about the camera's line of sight</source>
   <translation>绕相机视线转动竖直方向</translation>
  </message>
  <message>
   <source>Warnings of the placement</source>
   <translation>放置的警告</translation>
  </message>
  <message>
   <source>Whether feet on the floor are kept from sliding</source>
   <translation>是否防止地面上的脚滑动</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>未知</translation>
  </message>
  <message>
   <source>off</source>
   <translation>关</translation>
  </message>
 </context>
 <context>
  <name>Settings</name>
  <message>
   <source>24, film</source>
   <translation>24，电影</translation>
  </message>
  <message>
   <source>25, PAL</source>
   <translation>25，PAL</translation>
  </message>
  <message>
   <source>29.97, NTSC</source>
   <translation>29.97，NTSC</translation>
  </message>
  <message>
   <source>30</source>
   <translation>30</translation>
  </message>
  <message>
   <source>50</source>
   <translation>50</translation>
  </message>
  <message>
   <source>60</source>
   <translation>60</translation>
  </message>
  <message>
   <source>At first; choose another in the video or on the timeline at any time.</source>
   <translation>仅为初始选择；随时可在视频或时间轴上另选他人。</translation>
  </message>
  <message>
   <source>Balanced</source>
   <translation>均衡</translation>
  </message>
  <message>
   <source>Before lifting. Light takes away what jumps from frame to frame; the others hide fast motion.</source>
   <translation>在提升之前。“轻度”去除逐帧的抖动；其余方式会掩盖快速动作。</translation>
  </message>
  <message>
   <source>Best</source>
   <translation>最佳</translation>
  </message>
  <message>
   <source>Blender takes metres, most others centimetres.</source>
   <translation>Blender 使用米，其他多数程序使用厘米。</translation>
  </message>
  <message>
   <source>Butterworth keeps what is slower: 6 for walking, 12 for punches.</source>
   <translation>Butterworth 保留较慢的部分：步行用 6，出拳用 12。</translation>
  </message>
  <message>
   <source>Butterworth, low-pass</source>
   <translation>Butterworth 低通</translation>
  </message>
  <message>
   <source>CPU</source>
   <translation>CPU</translation>
  </message>
  <message>
   <source>CUDA GPU</source>
   <translation>CUDA GPU</translation>
  </message>
  <message>
   <source>Centimetres</source>
   <translation>厘米</translation>
  </message>
  <message>
   <source>Complete at the next start.</source>
   <translation>下次启动时完全生效。</translation>
  </message>
  <message>
   <source>Cut-off (Hz)</source>
   <translation>截止频率 (Hz)</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>深色</translation>
  </message>
  <message>
   <source>Dark for video, light for bright rooms.</source>
   <translation>看视频用深色，明亮房间用浅色。</translation>
  </message>
  <message>
   <source>Detector</source>
   <translation>检测器</translation>
  </message>
  <message>
   <source>Exports</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>Fast</source>
   <translation>快速</translation>
  </message>
  <message>
   <source>Fast looks at fewer frames with smaller models, best also at the mirrored picture.</source>
   <translation>快速用较小的模型看较少的帧，最佳还会看镜像画面。</translation>
  </message>
  <message>
   <source>File of a 2D model, or the name of one that comes with mmpose. A program: trust its maker.</source>
   <translation>二维模型的配置文件，或 mmpose 自带配置的名称。它是程序：请确认来源可信。</translation>
  </message>
  <message>
   <source>File with the weights of that model.</source>
   <translation>该模型的权重文件。</translation>
  </message>
  <message>
   <source>Finds people's 2D keypoints.</source>
   <translation>寻找画面中人的二维关键点。</translation>
  </message>
  <message>
   <source>Frames per second</source>
   <translation>每秒帧数</translation>
  </message>
  <message>
   <source>Here that is {0}: {1}.</source>
   <translation>在此机器上是 {0}：{1}。</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>Lift on</source>
   <translation>计算设备</translation>
  </message>
  <message>
   <source>Lifters</source>
   <translation>提升器</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>浅色</translation>
  </message>
  <message>
   <source>Light, against jitter</source>
   <translation>轻度，抑制抖动</translation>
  </message>
  <message>
   <source>Looks</source>
   <translation>外观</translation>
  </message>
  <message>
   <source>Metres</source>
   <translation>米</translation>
  </message>
  <message>
   <source>None</source>
   <translation>无</translation>
  </message>
  <message>
   <source>Of everything in the window.</source>
   <translation>窗口中所有文字。</translation>
  </message>
  <message>
   <source>Of formats with one rate. CSV, JSON and GLB keep each frame's own time.</source>
   <translation>用于只有一个帧率的格式。CSV、JSON 和 GLB 保留每帧各自的时间。</translation>
  </message>
  <message>
   <source>Of several people, lift</source>
   <translation>有多人时先处理</translation>
  </message>
  <message>
   <source>Otherwise it waits for Ctrl+R.</source>
   <translation>否则等待 Ctrl+R。</translation>
  </message>
  <message>
   <source>People</source>
   <translation>人物</translation>
  </message>
  <message>
   <source>Process a video when it is opened</source>
   <translation>打开视频时立即处理</translation>
  </message>
  <message>
   <source>Processing</source>
   <translation>处理</translation>
  </message>
  <message>
   <source>Quality</source>
   <translation>质量</translation>
  </message>
  <message>
   <source>Savitzky-Golay</source>
   <translation>Savitzky-Golay</translation>
  </message>
  <message>
   <source>Smooth keypoints</source>
   <translation>平滑关键点</translation>
  </message>
  <message>
   <source>Text size (points)</source>
   <translation>文字大小（磅）</translation>
  </message>
  <message>
   <source>That of the video</source>
   <translation>与视频相同</translation>
  </message>
  <message>
   <source>The GPU where there is one</source>
   <translation>有 GPU 时使用 GPU</translation>
  </message>
  <message>
   <source>The best that is ready</source>
   <translation>现有的最佳检测器</translation>
  </message>
  <message>
   <source>The largest in the picture</source>
   <translation>画面中最大的人</translation>
  </message>
  <message>
   <source>The most prominent</source>
   <translation>最突出的人</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>主题</translation>
  </message>
  <message>
   <source>There is no detector of this name.</source>
   <translation>没有这个名称的检测器。</translation>
  </message>
  <message>
   <source>Turn the keypoints into 3D, each by itself.</source>
   <translation>各自将关键点转为 3D。</translation>
  </message>
  <message>
   <source>Unit of BVH files</source>
   <translation>BVH 文件的单位</translation>
  </message>
  <message>
   <source>What the program takes</source>
   <translation>目标程序所用的单位</translation>
  </message>
  <message>
   <source>Where the lifters run.</source>
   <translation>提升器在哪里运行。</translation>
  </message>
  <message>
   <source>Who is nearest to the middle</source>
   <translation>最靠近画面中央的人</translation>
  </message>
  <message>
   <source>Who is seen longest</source>
   <translation>出现最久的人</translation>
  </message>
  <message>
   <source>Who moves most</source>
   <translation>动作最多的人</translation>
  </message>
  <message>
   <source>mmpose needs a model: fill in its config and its checkpoint below.</source>
   <translation>mmpose 需要模型：请在下面填写配置和权重文件。</translation>
  </message>
  <message>
   <source>mmpose: checkpoint</source>
   <translation>mmpose：权重</translation>
  </message>
  <message>
   <source>mmpose: config</source>
   <translation>mmpose：配置</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message>
   <source>A key that another action had is taken from it.</source>
   <translation>若按键已被其他操作占用，将改归此操作。</translation>
  </message>
  <message>
   <source>Action</source>
   <translation>操作</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>选择文件</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>选择文件…</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>按键</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>快捷键</translation>
  </message>
  <message>
   <source>Restore defaults</source>
   <translation>恢复默认值</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>{key} was taken from “{action}”.</source>
   <translation>{key} 已从“{action}”收回。</translation>
  </message>
 </context>
 <context>
  <name>ShiftControls</name>
  <message>
   <source>Along the picture's longer side: decides how much drift geometry demands</source>
   <translation>沿画面长边：决定几何本身要求多少漂移</translation>
  </message>
  <message>
   <source>Drift of {name}</source>
   <translation>{name} 的漂移</translation>
  </message>
  <message>
   <source>Field of view of the camera</source>
   <translation>相机的视场角</translation>
  </message>
  <message>
   <source>Lifter whose safety map is shown</source>
   <translation>显示哪个提升器的安全图</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>安全图</translation>
  </message>
  <message>
   <source>No map</source>
   <translation>无</translation>
  </message>
  <message>
   <source>Put back</source>
   <translation>放回</translation>
  </message>
  <message>
   <source>Shift across</source>
   <translation>横向平移</translation>
  </message>
  <message>
   <source>Shift down</source>
   <translation>纵向平移</translation>
  </message>
  <message>
   <source>The person where the camera saw them</source>
   <translation>人物回到相机看到的位置</translation>
  </message>
  <message>
   <source>View</source>
   <translation>视图</translation>
  </message>
  <message>
   <source>of the picture's width</source>
   <translation>画面宽度的百分比</translation>
  </message>
 </context>
 <context>
  <name>ShiftLabPanel</name>
  <message>
   <source>Drift against the length of the shift</source>
   <translation>漂移与平移长度的关系</translation>
  </message>
  <message>
   <source>Here the person can be pushed across the picture, to see whether a lifter's pose stays the same. Process a video first.</source>
   <translation>这里可以在画面中移动人物，看提升器的姿态是否保持不变。请先处理视频。</translation>
  </message>
  <message>
   <source>Shift lab</source>
   <translation>平移实验室</translation>
  </message>
  <message>
   <source>The file of the lifter {name} is not at hand.</source>
   <translation>找不到提升器 {name} 的文件。</translation>
  </message>
  <message>
   <source>by geometry</source>
   <translation>几何所需</translation>
  </message>
  <message>
   <source>length of the shift, half picture widths</source>
   <translation>平移长度（半个画面宽）</translation>
  </message>
  <message>
   <source>mean drift, mm</source>
   <translation>平均漂移，毫米</translation>
  </message>
 </context>
 <context>
  <name>ShiftNumbers</name>
  <message>
   <source>A person who looks the same elsewhere in the picture has turned, as the camera sees it: a perfect lifter drifts as far as geometry demands, no more and no less.</source>
   <translation>在画面别处看起来相同的人，在相机看来已经转动：完美的提升器的漂移正好等于几何所需，不多也不少。</translation>
  </message>
  <message>
   <source>By geometry</source>
   <translation>几何所需</translation>
  </message>
  <message>
   <source>Drift</source>
   <translation>漂移</translation>
  </message>
  <message>
   <source>Drift of {name}</source>
   <translation>{name} 的漂移</translation>
  </message>
  <message>
   <source>Lifter</source>
   <translation>提升器</translation>
  </message>
  <message>
   <source>Push the person across the picture: does the pose stay the same?</source>
   <translation>在画面中移动人物：姿态是否保持不变？</translation>
  </message>
  <message>
   <source>{mm:.1f} mm</source>
   <translation>{mm:.1f} 毫米</translation>
  </message>
 </context>
 <context>
  <name>SkeletonPanel</name>
  <message>
   <source>3D view</source>
   <translation>3D 视图</translation>
  </message>
  <message>
   <source>Back to the first view</source>
   <translation>回到最初的视角</translation>
  </message>
  <message>
   <source>Camera</source>
   <translation>相机</translation>
  </message>
  <message>
   <source>Choose the joint before</source>
   <translation>选择上一个关节</translation>
  </message>
  <message>
   <source>Choose the next joint</source>
   <translation>选择下一个关节</translation>
  </message>
  <message>
   <source>Come nearer</source>
   <translation>靠近一些</translation>
  </message>
  <message>
   <source>Copy this picture</source>
   <translation>复制此画面</translation>
  </message>
  <message>
   <source>Copy this pose</source>
   <translation>复制此姿态</translation>
  </message>
  <message>
   <source>Each lifter in its own picture, one camera for all</source>
   <translation>每个提升器各自一幅画面，共用一个相机</translation>
  </message>
  <message>
   <source>Farther</source>
   <translation>远离</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>适应</translation>
  </message>
  <message>
   <source>Follow the person</source>
   <translation>跟随人物</translation>
  </message>
  <message>
   <source>From above</source>
   <translation>从上方</translation>
  </message>
  <message>
   <source>From the front at an angle</source>
   <translation>正面斜视</translation>
  </message>
  <message>
   <source>From the person's left</source>
   <translation>从人物左侧</translation>
  </message>
  <message>
   <source>From where the person faces</source>
   <translation>从人物面对的方向</translation>
  </message>
  <message>
   <source>From where the video was taken</source>
   <translation>从拍摄视频的位置</translation>
  </message>
  <message>
   <source>Front</source>
   <translation>正面</translation>
  </message>
  <message>
   <source>Go away</source>
   <translation>离远一些</translation>
  </message>
  <message>
   <source>Higher</source>
   <translation>更高</translation>
  </message>
  <message>
   <source>Joint names</source>
   <translation>关节名称</translation>
  </message>
  <message>
   <source>Joint, x, y and z in metres, for a spreadsheet</source>
   <translation>关节及 x、y、z（米），可粘贴到表格</translation>
  </message>
  <message>
   <source>Length of the trail</source>
   <translation>轨迹长度</translation>
  </message>
  <message>
   <source>Look from higher up</source>
   <translation>从更高处看</translation>
  </message>
  <message>
   <source>Look from lower down</source>
   <translation>从更低处看</translation>
  </message>
  <message>
   <source>Lower</source>
   <translation>更低</translation>
  </message>
  <message>
   <source>More</source>
   <translation>更多</translation>
  </message>
  <message>
   <source>Move through the room</source>
   <translation>在空间中移动</translation>
  </message>
  <message>
   <source>Nearer</source>
   <translation>靠近</translation>
  </message>
  <message>
   <source>Neighbouring frames</source>
   <translation>相邻帧</translation>
  </message>
  <message>
   <source>Next joint</source>
   <translation>下一个关节</translation>
  </message>
  <message>
   <source>No lifter is shown.</source>
   <translation>未显示任何提升器。</translation>
  </message>
  <message>
   <source>One</source>
   <translation>单个</translation>
  </message>
  <message>
   <source>One lifter</source>
   <translation>一个提升器</translation>
  </message>
  <message>
   <source>Overlay</source>
   <translation>叠加</translation>
  </message>
  <message>
   <source>Parallel lines stay parallel</source>
   <translation>平行线保持平行</translation>
  </message>
  <message>
   <source>Previous joint</source>
   <translation>上一个关节</translation>
  </message>
  <message>
   <source>Reset the camera</source>
   <translation>重置相机</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>显示</translation>
  </message>
  <message>
   <source>Show the whole motion</source>
   <translation>显示整个动作</translation>
  </message>
  <message>
   <source>Show two lifters to lay one over the other.</source>
   <translation>请显示两个提升器以便叠加。</translation>
  </message>
  <message>
   <source>Side</source>
   <translation>侧面</translation>
  </message>
  <message>
   <source>Side by side</source>
   <translation>并排</translation>
  </message>
  <message>
   <source>The 3D figure of each lifter will stand here.</source>
   <translation>各提升器的 3D 人体将出现在这里。</translation>
  </message>
  <message>
   <source>The camera moves along</source>
   <translation>相机随人物移动</translation>
  </message>
  <message>
   <source>The person has been found. The 3D figure follows as soon as frames are lifted.</source>
   <translation>已找到人物。帧提升后立即显示 3D 人体。</translation>
  </message>
  <message>
   <source>The poses before and after, as pale figures</source>
   <translation>以淡色显示前后的姿态</translation>
  </message>
  <message>
   <source>There is no pose in this frame.</source>
   <translation>此帧没有姿态。</translation>
  </message>
  <message>
   <source>This frame is yet to be lifted.</source>
   <translation>此帧尚未提升。</translation>
  </message>
  <message>
   <source>This frame lies outside the clip.</source>
   <translation>此帧在片段之外。</translation>
  </message>
  <message>
   <source>Top</source>
   <translation>俯视</translation>
  </message>
  <message>
   <source>Trail of the joint</source>
   <translation>关节轨迹</translation>
  </message>
  <message>
   <source>Turn left</source>
   <translation>向左转</translation>
  </message>
  <message>
   <source>Turn right</source>
   <translation>向右转</translation>
  </message>
  <message>
   <source>Two lifters laid over each other, with their differences</source>
   <translation>两个提升器叠加，并显示差异</translation>
  </message>
  <message>
   <source>Walk around the person</source>
   <translation>绕人物转动</translation>
  </message>
  <message>
   <source>What the 3D view shows</source>
   <translation>3D 视图显示的内容</translation>
  </message>
  <message>
   <source>Where the chosen joint was and will be</source>
   <translation>所选关节过去与将来的位置</translation>
  </message>
  <message>
   <source>Where the person is in the room; else on the spot</source>
   <translation>显示人物在空间中的位置；否则在原地</translation>
  </message>
  <message>
   <source>Without perspective</source>
   <translation>无透视</translation>
  </message>
  <message>
   <source>Write each joint's name beside it</source>
   <translation>在关节旁写出名称</translation>
  </message>
  <message>
   <source>moved by {mm} mm on average</source>
   <translation>平均移动 {mm} 毫米</translation>
  </message>
  <message>
   <source>{joint} {height} m above the floor</source>
   <translation>{joint}离地 {height} 米</translation>
  </message>
  <message>
   <source>{mm} mm apart on average</source>
   <translation>平均相差 {mm} 毫米</translation>
  </message>
  <message>
   <source>± {count} frames</source>
   <translation>± {count} 帧</translation>
  </message>
  <message>
   <source>¾</source>
   <translation>¾</translation>
  </message>
 </context>
 <context>
  <name>Stages</name>
  <message>
   <source>Exporting</source>
   <translation>正在导出</translation>
  </message>
  <message>
   <source>Finding the person</source>
   <translation>正在查找人物</translation>
  </message>
  <message>
   <source>Lifting to 3D</source>
   <translation>正在提升到 3D</translation>
  </message>
  <message>
   <source>Loading MMPose</source>
   <translation>正在加载 MMPose</translation>
  </message>
  <message>
   <source>Placing in the room</source>
   <translation>正在放入空间</translation>
  </message>
  <message>
   <source>Reading back</source>
   <translation>正在回读校验</translation>
  </message>
  <message>
   <source>Rendering</source>
   <translation>正在渲染</translation>
  </message>
  <message>
   <source>Watching the camera</source>
   <translation>正在分析相机运动</translation>
  </message>
  <message>
   <source>frames/s</source>
   <translation>帧/秒</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <translation>{done} / {total}</translation>
  </message>
  <message>
   <source>{time} left</source>
   <translation>剩余 {time}</translation>
  </message>
 </context>
 <context>
  <name>Studio</name>
  <message>
   <source>3D figure</source>
   <translation>3D 人体</translation>
  </message>
 </context>
 <context>
  <name>Timeline</name>
  <message>
   <source>Confidence</source>
   <translation>置信度</translation>
  </message>
  <message>
   <source>Difference</source>
   <translation>差异</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>发现</translation>
  </message>
  <message>
   <source>How far the joints move within the lifters' window, in half widths of the picture</source>
   <translation>关节在提升器窗口内移动多远，以半个画面宽为单位</translation>
  </message>
  <message>
   <source>How far the pose moves, beyond what perspective demands, when the person is merely elsewhere in the picture: 0 is best</source>
   <translation>人物仅仅位于画面其他位置时，姿态移动了多少（透视要求的部分除外）：0 最好</translation>
  </message>
  <message>
   <source>How far the poses of {0} and {1} lie apart, mean over the joints</source>
   <translation>{0} 与 {1} 的姿态相差多远，对关节取平均</translation>
  </message>
  <message>
   <source>How sure the detector was, mean over the joints</source>
   <translation>检测器的把握，对关节取平均</translation>
  </message>
  <message>
   <source>Movement range</source>
   <translation>运动范围</translation>
  </message>
  <message>
   <source>Provenance</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>Shift drift</source>
   <translation>平移漂移</translation>
  </message>
  <message>
   <source>Where keypoints are not plain sightings, from above:</source>
   <translation>哪里的关键点不是直接看到的，自上而下：</translation>
  </message>
  <message>
   <source>corrected</source>
   <translation>已修正</translation>
  </message>
  <message>
   <source>filled in</source>
   <translation>补全</translation>
  </message>
  <message>
   <source>frame {0}</source>
   <translation>第 {0} 帧</translation>
  </message>
  <message>
   <source>not seen</source>
   <translation>未看到</translation>
  </message>
  <message>
   <source>outside</source>
   <translation>画面之外</translation>
  </message>
  <message>
   <source>sides swapped?</source>
   <translation>左右互换？</translation>
  </message>
  <message>
   <source>unsure</source>
   <translation>不确定</translation>
  </message>
  <message>
   <source>window padded</source>
   <translation>窗口越界补齐</translation>
  </message>
 </context>
 <context>
  <name>TimelineCanvas</name>
  <message>
   <source>plain sighting</source>
   <translation>直接看到</translation>
  </message>
 </context>
 <context>
  <name>TimelinePanel</name>
  <message>
   <source>Bookmark frame {0}</source>
   <translation>为第 {0} 帧加书签</translation>
  </message>
  <message>
   <source>Loop from here</source>
   <translation>循环起点</translation>
  </message>
  <message>
   <source>Loop this finding</source>
   <translation>循环此发现</translation>
  </message>
  <message>
   <source>Loop to here</source>
   <translation>循环终点</translation>
  </message>
  <message>
   <source>Movement range, shift drift, the difference of the lifters and findings will be here once the video is processed.</source>
   <translation>视频处理后，这里将显示运动范围、平移漂移、提升器的差异和发现。</translation>
  </message>
  <message>
   <source>No loop</source>
   <translation>取消循环</translation>
  </message>
  <message>
   <source>Remove the bookmark</source>
   <translation>删除书签</translation>
  </message>
  <message>
   <source>Show the whole video</source>
   <translation>显示整段视频</translation>
  </message>
  <message>
   <source>The timeline of the video will be here.</source>
   <translation>视频的时间轴将出现在这里。</translation>
  </message>
  <message>
   <source>Timeline</source>
   <translation>时间轴</translation>
  </message>
  <message>
   <source>Timeline with curves, findings and bookmarks</source>
   <translation>带曲线、发现和书签的时间轴</translation>
  </message>
  <message>
   <source>Zoom to the loop</source>
   <translation>缩放到循环</translation>
  </message>
 </context>
 <context>
  <name>VideoControls</name>
  <message>
   <source> frames</source>
   <translation> 帧</translation>
  </message>
  <message>
   <source>1:1</source>
   <translation>1:1</translation>
  </message>
  <message>
   <source>Back to the video's own brightness</source>
   <translation>恢复视频本身的亮度</translation>
  </message>
  <message>
   <source>Brighten the shadows of a dark video</source>
   <translation>提亮暗视频的阴影</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>亮度</translation>
  </message>
  <message>
   <source>Fade over</source>
   <translation>渐变范围</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>适应</translation>
  </message>
  <message>
   <source>How many frames before and after follow a joint that you drag, less and less</source>
   <translation>拖动关节时，前后多少帧随之移动（逐渐减弱）</translation>
  </message>
  <message>
   <source>Keypoints drawn</source>
   <translation>绘制的关键点</translation>
  </message>
  <message>
   <source>Name the keypoint under the pointer</source>
   <translation>显示指针下关键点的名称</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>No keypoints</source>
   <translation>不显示关键点</translation>
  </message>
  <message>
   <source>Seen by detector</source>
   <translation>检测器所见</translation>
  </message>
  <message>
   <source>Seen by lifters</source>
   <translation>提升器所见</translation>
  </message>
  <message>
   <source>Show each pixel of the video as one of the screen</source>
   <translation>视频的每个像素对应屏幕的一个像素</translation>
  </message>
  <message>
   <source>Show the whole picture</source>
   <translation>显示整个画面</translation>
  </message>
  <message>
   <source>Which keypoints are drawn: cleaned and corrected, as the lifters saw them, or raw</source>
   <translation>绘制哪些关键点：提升器所见（清理并修正后），或原始检测</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>缩放</translation>
  </message>
 </context>
 <context>
  <name>VideoMenu</name>
  <message>
   <source>Mark the whole person as unseen</source>
   <translation>将整个人标为未看到</translation>
  </message>
  <message>
   <source>Mark {0} as unseen</source>
   <translation>将{0}标为未看到</translation>
  </message>
  <message>
   <source>Reset all joints</source>
   <translation>重置所有关节</translation>
  </message>
  <message>
   <source>Reset {0}</source>
   <translation>重置{0}</translation>
  </message>
  <message>
   <source>Swap left and right arm</source>
   <translation>交换左右臂</translation>
  </message>
  <message>
   <source>Swap left and right leg</source>
   <translation>交换左右腿</translation>
  </message>
  <message>
   <source>Swap left and right of the whole body</source>
   <translation>交换全身左右</translation>
  </message>
  <message>
   <source>The loop, frames {0} to {1}</source>
   <translation>循环，第 {0} 至 {1} 帧</translation>
  </message>
  <message>
   <source>The whole clip</source>
   <translation>整个片段</translation>
  </message>
  <message>
   <source>This frame</source>
   <translation>此帧</translation>
  </message>
  <message>
   <source>This frame on</source>
   <translation>从此帧起</translation>
  </message>
  <message>
   <source>Up to this frame</source>
   <translation>到此帧为止</translation>
  </message>
 </context>
 <context>
  <name>VideoPanel</name>
  <message>
   <source>Fit the picture in</source>
   <translation>适应窗口</translation>
  </message>
  <message>
   <source>No video is open.
Open one, or drop it here: a person walking, running, dancing …</source>
   <translation>没有打开视频。
请打开或拖到这里：人物行走、跑步、跳舞……</translation>
  </message>
  <message>
   <source>One to one</source>
   <translation>原始大小</translation>
  </message>
  <message>
   <source>Outside the clip, which is frames {0} to {1}.</source>
   <translation>不在片段内；片段为第 {0} 至 {1} 帧。</translation>
  </message>
  <message>
   <source>Video</source>
   <translation>视频</translation>
  </message>
  <message>
   <source>Video picture with keypoints</source>
   <translation>带关键点的视频画面</translation>
  </message>
 </context>
 <context>
  <name>WhatNext</name>
  <message>
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Correct</source>
   <translation>更正</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>Process it</source>
   <translation>处理</translation>
  </message>
  <message>
   <source>Stopped. What was found so far is kept.</source>
   <translation>已停止。目前的结果已保留。</translation>
  </message>
  <message>
   <source>The motion is there. What next?</source>
   <translation>动作已经得到。接下来做什么？</translation>
  </message>
  <message>
   <source>This video is not processed yet.</source>
   <translation>此视频尚未处理。</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>重试</translation>
  </message>
 </context>
 <context>
  <name>Workspace</name>
  <message>
   <source>Panels</source>
   <translation>面板</translation>
  </message>
 </context>
</TS>
