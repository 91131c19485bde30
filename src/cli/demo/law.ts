import { importQuestions } from '#lib/assessment/import.server.ts';
import { importOfficialText } from '#lib/law/official-import.server.ts';
import { system } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

const TITLE = '示例镇流动摊点管理办法';

const text = (history: string, articles: string[]) => `# ${TITLE}\n\n${history}\n\n${articles.join('\n\n')}\n`;

const first = text('2024年1月1日 示例镇人民政府公布', [
  '第一条 为了方便群众生活，规范流动摊点，制定本办法。本办法纯属虚构，只供演示。',
  '第二条 流动摊点应当在划定的区域和时段经营。',
  '第三条 摊主应当自开始经营之日起三十日内到镇便民服务中心登记。',
  '第四条 首次违反本办法、及时改正的，只劝导，不处理。'
]);
const second = text('2026年10月1日 示例镇人民政府修订', [
  '第一条 为了方便群众生活，规范流动摊点，制定本办法。本办法纯属虚构，只供演示。',
  '第二条 流动摊点应当在划定的区域和时段经营。',
  '第三条 摊主应当自开始经营之日起十五日内，到镇便民服务中心或者在线登记。',
  '第四条 首次违反本办法、及时改正的，只劝导，不处理。'
]);

/** An invented rule of an invented town that has just changed, so that a question waits for a second look. */
export async function fillLawChange({ door, clock, now }: Stage): Promise<void> {
  const today = dayOf(now);
  clock.set(now - 400 * DAY);
  await door.run(importOfficialText, system, {
    text: first,
    from: addDays(today, -700),
    kind: 'rule',
    scope: 'weihai',
    issuer: '示例镇人民政府'
  });
  await door.run(importQuestions, system, {
    status: 'live',
    questions: [
      {
        row: 1,
        draft: {
          code: 'YS-001',
          type: 'single',
          topic: '镇域执法',
          difficulty: 1,
          stem: '（演示）按《示例镇流动摊点管理办法》，摊主应当在开始经营后多少日内登记？',
          options: [
            { key: 'A', text: '十日' },
            { key: 'B', text: '二十日' },
            { key: 'C', text: '三十日' },
            { key: 'D', text: '六十日' }
          ],
          answer: ['C'],
          explanation: '演示题，依据纯属虚构。',
          basis: `${TITLE} 第三条`,
          validFrom: addDays(today, -700),
          validTo: null
        }
      }
    ]
  });
  clock.set(now - 20 * DAY);
  await door.run(importOfficialText, system, { text: second, from: addDays(today, -10) });
  clock.set(now);
}
