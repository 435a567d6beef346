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
   <source>Number of the video's first frame</source>
   <translation>视频首帧的编号</translation>
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
   <source>{format}: {people} people in frames {low} to {high} of the file, frames {start} to {end} of the video's {count}.</source>
   <translation>{format}：文件第 {low} 至 {high} 帧共 {people} 人次，对应视频第 {start} 至 {end} 帧（共 {count} 帧）。</translation>
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
   <source>Go on</source>
   <translation>继续</translation>
  </message>
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
   <source>Process it</source>
   <translation>处理</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>最近打开</translation>
  </message>
  <message>
   <source>Stopped. What was found so far is kept.</source>
   <translation>已停止。目前的结果已保留。</translation>
  </message>
  <message>
   <source>The language changes when Relief is started again.</source>
   <translation>重新启动 Relief 后语言生效。</translation>
  </message>
  <message>
   <source>This video is not processed yet.</source>
   <translation>此视频尚未处理。</translation>
  </message>
  <message>
   <source>Tools</source>
   <translation>工具</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>重试</translation>
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
   <source>Before lifting. The lifters need none; it hides fast motion.</source>
   <translation>在提升之前。提升器不需要平滑；平滑会掩盖快速动作。</translation>
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
   <source>Seen by the detector</source>
   <translation>检测器所见</translation>
  </message>
  <message>
   <source>Seen by the lifters</source>
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
  <name>Workspace</name>
  <message>
   <source>Panels</source>
   <translation>面板</translation>
  </message>
 </context>
</TS>
