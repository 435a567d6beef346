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
   <translation type="unfinished" />
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
   <source>Take back the last correction</source>
   <translation>撤销上一次修正</translation>
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
   <translation type="unfinished" />
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
   <translation type="unfinished" />
  </message>
  <message>
   <source>Motion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open true motion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pose is on the clipboard.</source>
   <translation>姿态已复制到剪贴板。</translation>
  </message>
  <message>
   <source>There is nothing to look at: no findings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This takes two lifters: there is nothing to compare.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ComparisonPanel</name>
  <message>
   <source>Click a figure to see the frame where it is worst.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparison of the lifters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Figures of each lifter by joint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Here the lifters will be compared joint by joint: how far apart they are, how much each drifts and jitters, and, with truth loaded, how large their errors are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Load truth</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Load truth…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading {name}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Real joints of this clip, from an NPZ, TRC, C3D or CSV file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Truth of the same clip (*.npz *.trc *.c3d *.csv)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Truth: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Truth: {name}. It does not say where the camera stood: for MPJPE each lifter's clip was turned onto it as a whole.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Without truth</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ComparisonTable</name>
  <message>
   <source>All joints</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bone spread %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Difference mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How far the pose drifts when the person is moved across the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much the bone that ends in this joint changes its length: std / mean</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Jitter m/s²</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Joint</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MPJPE mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean distance from the first lifter's joints (MPJPE between the two)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean error against truth (protocol 1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mean error against truth after each frame's best scale and rotation (protocol 2)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>P-MPJPE mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>RMS acceleration of the joint in true time; real movement is in it too</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift drift mm</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Correcting</name>
  <message>
   <source>Correcting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preview</source>
   <translation type="unfinished" />
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
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything works.</source>
   <translation>一切正常。</translation>
  </message>
  <message>
   <source>Trying each part, which takes a few seconds…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Videos can be lifted. What is marked above does not work.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Videos cannot be lifted here before what is marked above is mended.</source>
   <translation type="unfinished" />
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
   <translation type="unfinished" />
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
   <translation type="unfinished" />
  </message>
  <message>
   <source>2D keypoints as DeepLabCut writes them, for movement and SimBA</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>2D keypoints as OpenPose writes them, a file for each frame, zipped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>90 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>95 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>98 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>99 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>99.5 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arrays for NumPy with skeleton, times and units</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blender: metres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Butterworth, as in biomechanics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Figure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Figure with a simple body for film: Houdini, Maya, Omniverse, Blender</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Figure with a simple body for the web, three.js, Blender and game engines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Frames per second</source>
   <translation>每秒帧数</translation>
  </message>
  <message>
   <source>Joint angles as coordinates of OpenSim's models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Joint positions and all that is known of them, for programs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Joint positions as markers for OpenSim</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Joint positions as points for biomechanics: Visual3D, Mokka, Vicon, OpenSim</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LOWESS: also across short gaps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Maya: centimetres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MotionBuilder, Unity and most others: centimetres, HumanIK names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One Euro: still joints more than fast ones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Range kept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Root</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Savitzky-Golay: keeps peaks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skeleton and joint angles for Blender, Maya, MotionBuilder, Unity, Unreal</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smoothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table of joint angles for spreadsheets, R and pandas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table of joint positions for spreadsheets, R and pandas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unreal Engine: centimetres, the mannequin's names, one order of rotations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a row for each frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a row for each joint of each frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>a simple body</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as estimated from the video</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>as estimated, on the spot where nothing is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>centimetres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>filter of the 3D motion, in true time and without lag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>frames per second of formats with one rate, such as 30000/1001; default: that of the video</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>how the figure moves through the room</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>layout of CSV tables</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>metres</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>metres, names as in the tables, one order of rotations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>on the spot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>on the spot, the lowest foot of every frame on the floor; jumps are lost</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>per cent of each joint's range of movement that smoothing leaves; it is made as strong as that allows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>program that is to read BVH files: its joint names, unit and order of rotations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>read back: {mean} mm off on average, {most} mm at most</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the joints alone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>unit of BVH files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what GLB and USD files show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>what the program takes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{frames} frames</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
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
   <translation type="unfinished" />
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
   <translation type="unfinished" />
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
   <source>Replace files that are there already</source>
   <translation>替换已有文件</translation>
  </message>
  <message>
   <source>Stopped; nothing was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick the box below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing…</source>
   <translation>正在写入…</translation>
  </message>
  <message>
   <source>as in the video</source>
   <translation>与视频相同</translation>
  </message>
  <message>
   <source>{rate} is no rate. Give frames per second, such as 30 or 30000/1001.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FindingsPanel</name>
  <message>
   <source>Also what is worth knowing, but no reason to doubt the pose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Findings</source>
   <translation>发现</translation>
  </message>
  <message>
   <source>Go to frame {frame}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Here will be the places of the clip where the pose deserves a second look.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was found that deserves a second look.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show notes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{warnings} warnings, {notes} notes</source>
   <translation type="unfinished" />
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
   <translation type="unfinished" />
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
   <translation type="unfinished" />
  </message>
  <message>
   <source>Joints coloured by their movement range</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Movement range</source>
   <translation>运动范围</translation>
  </message>
  <message>
   <source>Movement range of the clip by tenths</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Movement range {value:.4f}: tenth {tenth} of 10.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>That is {times:.1f} times the detector's jitter ({floor:.4f}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The clip is too short to tell the detector's jitter.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The motion is too small to measure: the detector's jitter alone would give {floor:.4f}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The person was not seen whole in this frame.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The window that the lifters of this take see</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This frame is not part of the clip.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Window: {n} frames, {s:.2f} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>mean movement range, half picture widths</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>noise floor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>tenth of the clip's frames</source>
   <translation type="unfinished" />
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
   <source>Movement range</source>
   <translation>运动范围</translation>
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
  <name>PictureDialog</name>
  <message>
   <source>Height (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a picture of the 3D view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as {path}.</source>
   <translation>已保存为 {path}。</translation>
  </message>
  <message>
   <source>There is nothing in the 3D view to save yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Width (pixels)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} could not be written. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PictureView</name>
  <message>
   <source>Frame {0} is damaged and cannot be shown.</source>
   <translation type="unfinished" />
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
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place of the person in the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>drift 0 mm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{mm:.0f} mm</source>
   <translation type="unfinished" />
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
   <translation type="unfinished" />
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
   <translation type="unfinished" />
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
   <translation type="unfinished" />
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
   <translation type="unfinished" />
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
   <source>Before lifting. The lifters need none; it hides fast motion.</source>
   <translation>在提升之前。提升器不需要平滑；平滑会掩盖快速动作。</translation>
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
   <source>Finds the person's 2D keypoints.</source>
   <translation>查找人物的 2D 关键点。</translation>
  </message>
  <message>
   <source>Frames per second</source>
   <translation>每秒帧数</translation>
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
   <source>Otherwise it waits for Ctrl+R.</source>
   <translation>否则等待 Ctrl+R。</translation>
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
   <source>Theme</source>
   <translation>主题</translation>
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
   <source>Key</source>
   <translation>按键</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>快捷键</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <source>{key} was taken from “{action}”.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShiftControls</name>
  <message>
   <source>Along the picture's longer side: decides how much drift geometry demands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drift of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Field of view of the camera</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lifter whose safety map is shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift across</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The person where the camera saw them</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>View</source>
   <translation>视图</translation>
  </message>
  <message>
   <source>of the picture's width</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShiftLabPanel</name>
  <message>
   <source>Drift against the length of the shift</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Here the person can be pushed across the picture, to see whether a lifter's pose stays the same. Process a video first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift lab</source>
   <translation>平移实验室</translation>
  </message>
  <message>
   <source>The file of the lifter {name} is not at hand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>length of the shift, half picture widths</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>mean drift, mm</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShiftNumbers</name>
  <message>
   <source>A person who looks the same elsewhere in the picture has turned, as the camera sees it: some drift is right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By geometry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drift</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drift of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lifter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Push the person across the picture: does the pose stay the same?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{mm:.1f} mm</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SkeletonPanel</name>
  <message>
   <source>3D view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The 3D figure of each lifter will stand here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The person has been found. The 3D figure follows as soon as frames are lifted.</source>
   <translation type="unfinished" />
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
   <source>Reading back</source>
   <translation>正在回读校验</translation>
  </message>
  <message>
   <source>Rendering</source>
   <translation>正在渲染</translation>
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
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TimelineCanvas</name>
  <message>
   <source>plain sighting</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TimelinePanel</name>
  <message>
   <source>Bookmark frame {0}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loop from here</source>
   <translation>循环起点</translation>
  </message>
  <message>
   <source>Loop this finding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Loop to here</source>
   <translation>循环终点</translation>
  </message>
  <message>
   <source>Movement range, shift drift, the difference of the lifters and findings will be here once the video is processed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No loop</source>
   <translation>取消循环</translation>
  </message>
  <message>
   <source>Remove the bookmark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the whole video</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The timeline of the video will be here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Timeline</source>
   <translation>时间轴</translation>
  </message>
  <message>
   <source>Timeline with curves, findings and bookmarks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom to the loop</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>VideoControls</name>
  <message>
   <source> frames</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1:1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back to the video's own brightness</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brighten the shadows of a dark video</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brightness</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fade over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many frames before and after follow a joint that you drag, less and less</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keypoints drawn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name the keypoint under the pointer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No keypoints</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seen by the detector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Seen by the lifters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show each pixel of the video as one of the screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the whole picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which keypoints are drawn: cleaned and corrected, as the lifters saw them, or raw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>VideoPanel</name>
  <message>
   <source>Fit the picture in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No video is open.
Open one, or drop it here: a person walking, running, dancing …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One to one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outside the clip, which is frames {0} to {1}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Video</source>
   <translation>视频</translation>
  </message>
  <message>
   <source>Video picture with keypoints</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Workspace</name>
  <message>
   <source>Panels</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
