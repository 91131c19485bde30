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

/** A year of learning as it is entered by hand: weekly study, courses, talks at the markets; the four trainings are sessions. */
const learnings: Learning[] = [
  { title: '行政处罚法网上课程', category: 'online', amount: 10, when: 0.25, absent: 15 },
  { title: '周五学法', category: 'law-study', amount: 12, when: 0.5, absent: 20 },
  { title: '桥头大集普法宣讲', category: 'outreach', amount: 4, when: 0.6, absent: 4 },
  { title: '行政强制法网上课程', category: 'online', amount: 8, when: 0.85, absent: 10 }
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
