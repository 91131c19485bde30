import { enterHours } from '#lib/hours/ledger.server.ts';
import type { HoursCategory } from '#lib/hours/category.ts';
import { addDays, dayOf, daysBetween, type Day } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

interface Learning {
  title: string;
  category: HoursCategory;
  /** 学时. */
  amount: number;
  /** How far through the time from 1 January to today, from 0 to 1. */
  when: number;
  /** One in this many was absent. */
  absent: number;
}

/** A year of learning as the yearly report tells it: four trainings, weekly study, courses, talks at the markets. */
const learnings: Learning[] = [
  { title: '第一期执法培训：行政处罚程序', category: 'enforcement-training', amount: 8, when: 0.15, absent: 12 },
  { title: '行政处罚法网上课程', category: 'online', amount: 10, when: 0.25, absent: 15 },
  { title: '第二期执法培训：现场检查与询问', category: 'enforcement-training', amount: 8, when: 0.4, absent: 9 },
  { title: '周五学法', category: 'law-study', amount: 12, when: 0.5, absent: 20 },
  { title: '桥头大集普法宣讲', category: 'outreach', amount: 4, when: 0.6, absent: 4 },
  { title: '第三期执法培训：行政执法监督条例', category: 'enforcement-training', amount: 8, when: 0.7, absent: 14 },
  { title: '行政强制法网上课程', category: 'online', amount: 8, when: 0.85, absent: 10 },
  { title: '第四期执法培训：以案释法', category: 'enforcement-training', amount: 8, when: 0.95, absent: 11 }
];

/** Enters the year so far. Early in January there is not much of it. @returns the number of entries. */
export async function fillHours({ door, clock, now, holders, as }: Stage): Promise<number> {
  const today = dayOf(now);
  const newYear: Day = `${Number(today.slice(0, 4))}-01-01` as Day;
  const length = daysBetween(newYear, today);
  let entries = 0;
  for (const [at, { title, category, amount, when, absent }] of learnings.entries()) {
    const endedOn = addDays(newYear, Math.floor(length * when));
    clock.set(now);
    const present = holders.filter(
      ({ joinedOn }, seat) => joinedOn <= endedOn && (seat + at * 5) % absent !== absent - 1
    );
    const result = await door.run(enterHours, as('035'), {
      cadreIds: present.map(({ id }) => id),
      category,
      endedOn,
      title,
      amount,
      unit: 'hours'
    });
    entries += result.entries.length;
  }
  return entries;
}
