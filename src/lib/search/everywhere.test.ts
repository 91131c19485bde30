import { expect, test } from 'vitest';
import { accountActor, anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { findMyExam } from '#lib/assessment/exam-candidate.server.ts';
import { findExam, publishExam, saveExam } from '#lib/assessment/exam.server.ts';
import { fillExamKeys } from '#lib/assessment/find-exams.server.ts';
import { findQuestion } from '#lib/assessment/question-list.server.ts';
import { exam } from '#lib/assessment/schema.server.ts';
import { certificateFile } from '#lib/certification/register.server.ts';
import { recordCertificate } from '#lib/certification/history.server.ts';
import { showCase } from '#lib/complaints/desk.server.ts';
import { findStatute } from '#lib/law/collection.server.ts';
import { fillStatuteKeys } from '#lib/law/find-statutes.server.ts';
import { importStatutes } from '#lib/law/import.server.ts';
import { statute } from '#lib/law/schema.server.ts';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { findMySession } from '#lib/learning/my-sessions.server.ts';
import { openCourse } from '#lib/learning/open-course.server.ts';
import { fillSessionKeys } from '#lib/learning/find-sessions.server.ts';
import { trainingSession } from '#lib/learning/schema.server.ts';
import { findSession } from '#lib/learning/session-drafting.server.ts';
import { saveSession } from '#lib/learning/session.server.ts';
import { findEvent } from '#lib/outreach/event-view.server.ts';
import { saveEvent } from '#lib/outreach/event.server.ts';
import { fillEventKeys } from '#lib/outreach/find-events.server.ts';
import { outreachEvent } from '#lib/outreach/schema.server.ts';
import { addCadre, findCadre } from '#lib/people/cadres.server.ts';
import { acceptedCase, canary } from '#tests/support/complaints.ts';
import { courseWorld, publishedCourse } from '#tests/support/courses.ts';
import { examInput } from '#tests/support/exams.ts';
import { eventInput } from '#tests/support/outreach.ts';
import { announcedSession, sessionInput } from '#tests/support/sessions.ts';
import { people, type Person, type World } from '#tests/support/world.ts';
import { searchEverywhere } from './everywhere.server.ts';
import type { Group, Kind } from './found.ts';

/** A town with something of every kind, and of most kinds something that not everybody may see. */
async function town() {
  const world = await courseWorld({ title: '行政处罚要点' });
  const { run, actor, cadreId, unitId } = world;
  await run(addCadre, actor.gao, {
    staffNumber: '099',
    name: '郑某子',
    unitId: unitId['便民服务中心']!,
    post: '科员',
    establishment: 'administrative',
    enforcementPost: true,
    joinedOn: '2021-03-01'
  });
  await run(importStatutes, system, {
    statutes: [
      {
        code: 'xzcff',
        title: '中华人民共和国行政处罚法',
        shortTitle: '行政处罚法',
        issuer: '全国人大常委会',
        kind: 'law',
        scope: 'national',
        versions: [
          {
            label: '2021年修订',
            issuedOn: '2021-01-22',
            effectiveFrom: '2021-07-15',
            effectiveTo: null,
            source: 'flk.npc.gov.cn',
            articles: [
              { number: '第四十二条', summary: '执法人员不少于两人。' },
              { number: '第四十三条', summary: '利害关系的回避。' }
            ]
          }
        ]
      }
    ]
  });
  await publishedCourse(world, {
    code: 'banshi',
    title: '处罚之外',
    scope: 'units',
    unitIds: [unitId['便民服务中心']!]
  });
  await announcedSession(world, { title: '行政处罚集中培训' });
  await announcedSession(world, { title: '处罚文书补课', audience: { scope: 'cadres', cadreIds: [cadreId.guo] } });
  await run(saveSession, actor.he, { ...sessionInput, title: '处罚案例研讨' });
  const blueprint = [{ type: 'single' as const, topicId: null, count: 2, points: 2 }];
  for (const [title, audience] of [
    ['行政处罚年度考试', { scope: 'enforcement-posts' }],
    ['处罚专项考试', { scope: 'cadres', cadreIds: [cadreId.guo] }],
    ['处罚试卷草稿', undefined]
  ] as const) {
    const { id } = await run(saveExam, actor.he, {
      ...examInput,
      title,
      blueprint,
      audience: (audience ?? { scope: 'enforcement-posts' }) as never
    });
    if (audience) await run(publishExam, actor.he, { id });
  }
  await run(recordCertificate, actor.shen, {
    cadreId: cadreId.lin,
    number: '鲁K0017',
    issuer: '环翠区司法局',
    field: '市场监管',
    issuedOn: '2021-12-01',
    expiresOn: '2026-11-30'
  });
  const complaint = await acceptedCase(world, { complainant: canary } as never);
  await run(saveEvent, actor.lin, { ...eventInput, theme: '行政处罚法进大集', speakerIds: [cadreId.lin] });
  return { ...world, complaint };
}

const search = (world: World, who: Actor, q: string) => world.run(searchEverywhere, who, { q });
const of = (groups: Group[], kind: Kind) => groups.find((group) => group.kind === kind)?.hits ?? [];
const titles = (groups: Group[], kind: Kind) =>
  of(groups, kind).map(({ title }) => title.map(({ text }) => text).join(''));

/** A trainer or supervisor of one unit alone. */
const narrowed = (world: World, role: 'trainer' | 'supervisor', unit: string) =>
  accountActor({
    accountId: world.actor.he.accountId!,
    cadreId: world.cadreId.he,
    unitId: world.unitId['综合执法中心']!,
    roles: [{ role, unitId: world.unitId[unit]! }]
  });

test('people are found by name, pinyin, initials and number', async () => {
  const world = await town();
  for (const q of ['郑某子', '郑', 'zhengmouzi', 'zheng mou', 'zmz', 'ZM', '099'])
    expect(titles(await search(world, world.actor.shen, q), 'person'), q).toEqual(['郑某子']);
});

test('whose number it is comes first', async () => {
  const world = await town();
  await world.run(addCadre, world.actor.gao, {
    staffNumber: '1099',
    name: '安某丑',
    unitId: world.unitId['便民服务中心']!,
    post: '科员',
    establishment: 'administrative',
    enforcementPost: false,
    joinedOn: '2021-03-01'
  });
  expect(titles(await search(world, world.actor.shen, '099'), 'person')).toEqual(['郑某子', '安某丑']);
});

test('an officer finds nobody but themselves', async () => {
  const world = await town();
  expect(titles(await search(world, world.actor.lin, '郑'), 'person')).toEqual([]);
  expect(titles(await search(world, world.actor.lin, 'linmou'), 'person')).toEqual(['林某甲']);
  expect(titles(await search(world, world.actor.lin, '某'), 'person')).toEqual(['林某甲']);
});

test('a trainer of one unit finds its people and nobody of another', async () => {
  const world = await town();
  const elsewhere = narrowed(world, 'trainer', '便民服务中心');
  expect(titles(await search(world, elsewhere, '郑某子'), 'person')).toEqual(['郑某子']);
  expect(titles(await search(world, elsewhere, '林某甲'), 'person')).toEqual([]);
});

test('a card is found by its number, only by those who see the register of its unit', async () => {
  const world = await town();
  expect(titles(await search(world, world.actor.shen, 'k0017'), 'card')).toEqual(['鲁K0017']);
  const other = narrowed(world, 'supervisor', '便民服务中心');
  for (const who of [world.actor.he, world.actor.lin, other])
    expect(titles(await search(world, who, 'k0017'), 'card')).toEqual([]);
});

test.each([
  ['xzcf', '行政处罚要点'],
  ['xingzhengchufa', '行政处罚要点'],
  ['要点 行政', '行政处罚要点'],
  ['处罚之外', null]
])('a learner finds by %s a course that is open to them: %s', async (q, title) => {
  const world = await town();
  expect(titles(await search(world, world.actor.lin, q), 'course')).toEqual(title ? [title] : []);
});

test('who makes courses finds all of them', async () => {
  const world = await town();
  expect(titles(await search(world, world.actor.he, '处罚'), 'course').sort()).toEqual(
    ['处罚之外', '行政处罚要点'].sort()
  );
});

test('sessions and exams: all for those who make them, their own for the others, drafts for no other', async () => {
  const world = await town();
  for (const q of ['处罚', 'chufa', 'cf']) {
    const made = await search(world, world.actor.he, q);
    expect(titles(made, 'session'), q).toHaveLength(3);
    expect(titles(made, 'exam'), q).toHaveLength(3);
    const own = await search(world, world.actor.lin, q);
    expect(titles(own, 'session'), q).toEqual(['行政处罚集中培训']);
    expect(titles(own, 'exam'), q).toEqual(['行政处罚年度考试']);
    const named = await search(world, world.actor.guo, q);
    expect(titles(named, 'session').sort(), q).toEqual(['处罚文书补课', '行政处罚集中培训'].sort());
    expect(titles(named, 'exam').sort(), q).toEqual(['处罚专项考试', '行政处罚年度考试'].sort());
    expect(titles(await search(world, world.actor.gao, q), 'session'), q).toEqual([]);
  }
});

test.each(['第四十二条', '42', '行政处罚法第42条', '《行政处罚法》42', 'xzcff 42', '行政处罚法 第四十二条'])(
  'an article is found by its number: %s',
  async (q) => {
    const world = await town();
    expect(titles(await search(world, world.actor.lin, q), 'article')).toEqual(['行政处罚法 第四十二条']);
    expect(of(await search(world, world.actor.lin, q), 'article')[0]!.href).toBe('/law/xzcff#a4200');
    expect(of(await search(world, world.actor.gao, q), 'article')).toEqual([]);
  }
);

test.each(['xzcff', 'xingzhengchufafa', '行政处罚法', 'zhrmghg'])('a statute is found by %s', async (q) => {
  const world = await town();
  expect(titles(await search(world, world.actor.lin, q), 'statute')).toEqual(['行政处罚法']);
  expect(titles(await search(world, world.actor.luo, q), 'statute')).toEqual([]);
});

test('questions are found by those who see the bank', async () => {
  const world = await town();
  expect(titles(await search(world, world.actor.he, 'cx'), 'question')).not.toEqual([]);
  expect(titles(await search(world, world.actor.zhou, 'cx'), 'question')).toEqual([]);
});

test('a complaint is found by its number by those for whom it exists, and by nothing of it', async () => {
  const world = await town();
  const { number } = world.complaint;
  expect(titles(await search(world, world.actor.xu, number), 'case')).toEqual([number]);
  for (const who of ['qin', 'lin', 'shen', 'he', 'tang'] as const)
    expect(of(await search(world, world.actor[who], number), 'case'), who).toEqual([]);
  for (const q of [canary.name, canary.contact, canary.address, '孟家庄', '难听', '林某甲', '017', 'R-2026-118'])
    expect(of(await search(world, world.actor.xu, q), 'case'), q).toEqual([]);
});

test('events are found by theme and place, within sight', async () => {
  const world = await town();
  for (const q of ['进大集', 'xzcffjdj', 'qiaotoudaji', '桥头 处罚'])
    expect(titles(await search(world, world.actor.lin, q), 'event'), q).toEqual(['行政处罚法进大集']);
  expect(titles(await search(world, world.actor.guo, '进大集'), 'event')).toEqual([]);
});

test('without words nothing is found, wildcards are taken literally, visitors are refused', async () => {
  const world = await town();
  expect(await search(world, world.actor.shen, '  ')).toEqual([]);
  expect(await search(world, world.actor.shen, '%')).toEqual([]);
  expect(await search(world, world.actor.shen, '_')).toEqual([]);
  await expect(search(world, anonymous, 'zm')).rejects.toMatchObject({ kind: 'unauthenticated' });
});

test('more than are shown lead to the list with the same words, and no number is told', async () => {
  const world = await town();
  const [group] = (await search(world, world.actor.shen, '某')).filter(({ kind }) => kind === 'person');
  expect(group!.hits).toHaveLength(5);
  expect(group!.more).toBe(`/people?q=${encodeURIComponent('某')}&state=all`);
  expect(Object.keys(group!).sort()).toEqual(['hits', 'kind', 'more']);
});

/** What the page behind an address asks first, by the way it begins. */
const behind: [RegExp, (world: World, who: Actor, key: string) => Promise<unknown>][] = [
  [/^\/people\/(\w+)$/, ({ run }, who, staffNumber) => run(findCadre, who, { staffNumber })],
  [/^\/register\/(\w+)\?card=\d+$/, ({ run }, who, staffNumber) => run(certificateFile, who, { staffNumber })],
  [/^\/courses\/(\w+)$/, ({ run }, who, code) => run(findCourse, who, { code })],
  [/^\/learn\/(\w+)$/, ({ run }, who, course) => run(openCourse, who, { course })],
  [/^\/bank\/(.+)$/, ({ run }, who, code) => run(findQuestion, who, { code: decodeURIComponent(code) })],
  [/^\/law\/(\w+)(?:#a\d+)?$/, ({ run }, who, code) => run(findStatute, who, { code })],
  [/^\/outreach\/(\d+)$/, ({ run }, who, id) => run(findEvent, who, { id })],
  [/^\/complaints\/(\d+)$/, ({ run }, who, complaintId) => run(showCase, who, { complaintId })],
  [
    /^\/sessions\/(\d+)$/,
    ({ run }, who, id) =>
      who.may('session.attend') ? run(findMySession, who, { sessionId: id }) : run(findSession, who, { id })
  ],
  [
    /^\/exams\/(\d+)$/,
    ({ run }, who, id) => (who.may('exam.sit') ? run(findMyExam, who, { examId: id }) : run(findExam, who, { id }))
  ]
];

test('whatever somebody finds, its page opens for them', async () => {
  const world = await town();
  const kinds = new Set<Kind>();
  const actors = [
    ...(Object.keys(people) as Person[]).map((who) => world.actor[who]),
    narrowed(world, 'trainer', '便民服务中心'),
    narrowed(world, 'supervisor', '便民服务中心')
  ];
  for (const who of actors)
    for (const q of ['某', '处罚', 'cf', '0', '2026', 'k', '法', '程序', '集']) {
      for (const { kind, hits } of await search(world, who, q))
        for (const { href } of hits) {
          const [, open] = behind.find(([way]) => way.test(href)) ?? [];
          const key = behind.map(([way]) => way.exec(href)?.[1]).find((found) => found !== undefined);
          expect(open, href).toBeDefined();
          await expect(open!(world, who, key!), `${href} found by ${q}`).resolves.toBeDefined();
          kinds.add(kind);
        }
    }
  expect([...kinds].sort()).toEqual(
    ['article', 'card', 'case', 'course', 'event', 'exam', 'person', 'question', 'session', 'statute'].sort()
  );
});

test('keys that a migration left empty are filled by the next start, and only those', async () => {
  const world = await town();
  await world.store.transaction(async (db) => {
    await db.update(exam).set({ searchKey: '' });
    await db.update(trainingSession).set({ searchKey: '' });
    await db.update(statute).set({ searchKey: '' });
    await db.update(outreachEvent).set({ searchKey: '' });
  });
  expect(titles(await search(world, world.actor.he, 'cf'), 'exam')).toEqual([]);
  const fills = [fillExamKeys, fillSessionKeys, fillStatuteKeys, fillEventKeys];
  const first = [];
  for (const fill of fills) first.push(await world.run(fill, system, {}));
  expect(first).toEqual([3, 3, 1, 1]);
  expect(titles(await search(world, world.actor.he, 'cf'), 'exam')).toHaveLength(3);
  for (const fill of fills) {
    expect(await world.run(fill, system, {})).toBe(0);
    await expect(world.run(fill, world.actor.shen, {})).rejects.toMatchObject({ kind: 'refused' });
  }
});
