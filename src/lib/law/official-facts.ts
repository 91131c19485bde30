/** What a statute's title and history say of it: first guesses that a person may correct. */
import { isDay, type Day } from '#lib/platform/clock.ts';
import type { OfficialText } from './official-text.ts';
import type { StatuteKind, StatuteScope } from './statute.ts';

export interface StatuteFacts {
  title: string;
  shortTitle: string;
  /** 2025年修订; empty when the history names no date. */
  label: string;
  issuedOn: Day | null;
  issuer: string;
  kind: StatuteKind;
  scope: StatuteScope;
}

export function factsOf({ title, history }: Pick<OfficialText, 'title' | 'history'>): StatuteFacts {
  const newest = history.findLast((line) => DATE.test(line)) ?? '';
  const scope = scopeOf(title);
  const kind = kindOf(title, history.join('\n'), scope);
  return {
    title,
    shortTitle: title.replace(/^中华人民共和国/, ''),
    label: labelOf(newest),
    issuedOn: dayIn(newest),
    issuer: issuerOf(kind, scope, newest),
    kind,
    scope
  };
}

const DATE = /(\d{4})年(\d{1,2})月(\d{1,2})日/;

function dayIn(line: string): Day | null {
  const [, year, month = '', date = ''] = DATE.exec(line) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

function labelOf(line: string): string {
  const year = DATE.exec(line)?.[1];
  // 《关于修改……的决定》修正: the last of these words says what was done.
  const act = line.match(/修正|修订|通过|公布|发布|批准/g)?.at(-1) ?? '公布';
  return year ? `${year}年${act}` : '';
}

function scopeOf(title: string): StatuteScope {
  if (title.startsWith('威海')) return 'weihai';
  return title.startsWith('山东') ? 'shandong' : 'national';
}

function kindOf(title: string, history: string, scope: StatuteScope): StatuteKind {
  if (title.endsWith('宪法')) return 'constitution';
  if (history.includes('中共中央')) return 'party-regulation';
  if (scope !== 'national') return /政府/.test(history) && !/人民代表大会/.test(history) ? 'rule' : 'local-regulation';
  if (/法典?$/.test(title)) return 'law';
  return /(部|委员会|总局|署)令/.test(history) ? 'rule' : 'administrative-regulation';
}

function issuerOf(kind: StatuteKind, scope: StatuteScope, newest: string): string {
  const place = scope === 'weihai' ? '威海市' : '山东省';
  switch (kind) {
    case 'constitution':
      return '全国人民代表大会';
    case 'law':
      return /代表大会第.{1,4}次会议/.test(newest) && !newest.includes('常务委员会')
        ? '全国人民代表大会'
        : '全国人民代表大会常务委员会';
    case 'administrative-regulation':
      return '国务院';
    case 'party-regulation':
      return newest.includes('国务院') ? '中共中央、国务院' : '中共中央';
    case 'local-regulation':
      return `${place}人民代表大会常务委员会`;
    case 'rule':
      return scope === 'national' ? '国务院部门' : `${place}人民政府`;
  }
}
