import type { setupWords as english } from '../../setup-words.ts'

/** `setupWords` in Chinese. */
export const setupWords: typeof english = {
  label: '初始设置',
  skip: '跳过设置',
  next: '下一步',
  back: '上一步',
  done: '开始说话',
  step: (n, of) => `第 ${n} 步，共 ${of} 步`,
  endpointTitle: '由谁来回答？',
  endpointText: '练习伙伴马上可用，无需账户。你可以现在输入自己的端点，也可以之后随时在设置中输入。',
  endpointOther: '输入端点',
  microphoneTitle: '听听自己的声音',
  microphoneText: '确认你的声音能传到。不会保留或发送任何内容。',
  keyTitle: '按住空格键片刻',
  keyText: '两个标记都应出现。说话时也是这样操作。',
  keyDown: '按下',
  keyUp: '松开',
  keyWaiting: '等待按键',
  keyWorks: '按键可用',
  doneTitle: '准备就绪',
  doneText: '按住空格键，提问，然后松开。',
}
