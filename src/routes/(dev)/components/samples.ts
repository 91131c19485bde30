/** Invented words for the components page, so that the components themselves hold none. */
import type { BitData } from '#lib/ui/Bits.svelte';
import type { NavGroup, NavItem } from '#lib/ui/Shell.svelte';
import type { TileData } from '#lib/ui/Tile.svelte';
import type { TileState } from '#lib/ui/tones.ts';

const words: Record<TileState, string> = { ok: '有效', soon: '临期', gap: '缺项', out: '过期' };
const reasons: Record<TileState, string> = {
  ok: '2028年06月到期',
  soon: '12月15日到期，余 25 天',
  gap: '学时、考试、带教各差一项',
  out: '11月12日到期，暂停上岗'
};

const states: Record<number, TileState> = { 3: 'soon', 5: 'gap', 9: 'out', 10: 'gap', 14: 'soon' };
const surnames = '曹袁邓许傅王曾彭吕苏卢蒋蔡贾丁魏';

export const tiles: TileData[] = [...surnames].map((surname, i) => {
  const state = states[i + 1] ?? 'ok';
  return {
    surname,
    given: '某',
    number: String(32 + i).padStart(3, '0'),
    state,
    word: words[state],
    why: reasons[state],
    href: `?who=${32 + i}`
  };
});

export const unit = '市场监管中队';

export const counts: { state: TileState; words: string }[] = [
  { state: 'ok', words: '有效 11' },
  { state: 'soon', words: '临期 2' },
  { state: 'gap', words: '缺项 2' },
  { state: 'out', words: '过期 1' }
];

export const bits: BitData[] = tiles.map((tile) => ({
  char: tile.surname,
  state: tile.state,
  label: `${tile.surname}某 ${tile.word}`
}));

export interface Person {
  number: string;
  name: string;
  state: TileState;
  word: string;
  unit: string;
  hours: number;
  until: string;
}

export const people: Person[] = [
  { number: '001', name: '沈某', state: 'ok', word: '有效', unit: '综合办公室', hours: 40, until: '2027年1月31日' },
  { number: '005', name: '陈某', state: 'soon', word: '临期', unit: '综合办公室', hours: 38, until: '2026年12月8日' },
  { number: '017', name: '王某', state: 'gap', word: '缺项', unit: '市场监管中队', hours: 32, until: '未发证' },
  { number: '023', name: '郑某', state: 'out', word: '过期', unit: '市容环境中队', hours: 21, until: '2026年10月31日' }
];

export const groups: NavGroup[] = [
  {
    items: [
      { href: '/components', label: '组件', icon: 'today' },
      { href: '/components/cover', label: '封面', icon: 'search' }
    ]
  },
  {
    title: '持证',
    items: [
      { href: '/components/wall', label: '人墙', icon: 'wall' },
      { href: '/components/shell', label: '今日可派', icon: 'board', current: true },
      { href: '#3', label: '证件档案', icon: 'stamp' },
      { href: '#4', label: '带教', icon: 'pair', count: 12 }
    ]
  },
  {
    title: '培训',
    items: [
      { href: '#5', label: '课程与班次', icon: 'book' },
      { href: '#6', label: '题库与考试', icon: 'exam' }
    ]
  }
];

export const bottom: NavItem[] = [
  { href: '/components', label: '今日', icon: 'today' },
  { href: '/components/wall', label: '持证墙', icon: 'wall' },
  { href: '/components/shell', label: '可派', icon: 'board', current: true },
  { href: '#3', label: '投诉', icon: 'case' },
  { href: '#4', label: '带教', icon: 'pair' }
];

export const brand = { slip: '持证', name: '综合执法中心', line: '桥头镇 · 71 人', href: '/components' };

export const person = { name: '周某', line: '003 · 综合办公室' };

export const swatches: [string, string][] = [
  ['paper', '纸'],
  ['surface', '面'],
  ['ink', '墨'],
  ['navy', '藏青'],
  ['navy-tint', '藏青浅'],
  ['cover', '封面'],
  ['jade-solid', '青玉 有效'],
  ['amber-solid', '琥珀 临期'],
  ['plain-solid', '素 缺项'],
  ['rouge-solid', '胭脂 过期、出错'],
  ['seal', '朱砂 只用于印章'],
  ['focus', '焦点']
];

export const text = {
  title: '组件一览',
  lead: '每个控件都用同一份 tokens.css。亮色与暗色可以在右上角换。',
  sections: {
    colour: '颜色',
    type: '字',
    icons: '图标',
    buttons: '按钮与链接',
    fields: '填写',
    options: '选项',
    status: '状态',
    seals: '印章',
    progress: '进度',
    navigation: '去处',
    table: '表',
    tiles: '活字',
    blocks: '卡片与名单',
    dialogs: '弹窗与提示',
    empty: '空与等待',
    frames: '框架'
  }
};
