/** 登记: a complaint comes in, over the telephone, on paper, or from the complainant's own phone. */
import { createHash, randomBytes } from 'node:crypto';
import { and, asc, count, eq, gte, lt, ne } from 'drizzle-orm';
import { z } from 'zod';
import { peopleByNumbers } from '#lib/people/people-of.server.ts';
import { holdersOf, leadersOf } from '#lib/people/role-holders.server.ts';
import { anyone } from '#lib/platform/actor.ts';
import { yearOf } from '#lib/platform/calendar.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { InvalidInput } from '#lib/platform/errors.ts';
import { dayInput, line, optionalLine, prose } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { existingFor, keepSummary, sealWords } from './case.server.ts';
import { stateOf } from './case-state.ts';
import {
  allegationCategories,
  channels,
  LONGEST_NARRATIVE,
  MOST_ALLEGATIONS,
  MOST_PEOPLE,
  type PersonPart,
  type Route
} from './complaint.ts';
import { complaintKinds } from './deadline.ts';
import { readCode, writtenCode } from '#lib/platform/written-code.ts';
import {
  allegation,
  complainant,
  complaint,
  complaintAct,
  complaintEvidence,
  complaintPerson
} from './schema.server.ts';

const identity = {
  /** All three empty: anonymous. */
  name: optionalLine(60),
  contact: optionalLine(100),
  address: optionalLine(200)
};

const matter = {
  happenedOn: z.union([z.literal(''), dayInput]).default(''),
  place: line(60),
  narrative: prose(LONGEST_NARRATIVE).refine((text) => text !== '', 'input.required'),
  wish: prose(500)
};

/** A picture that the file store holds already. */
const photo = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), type: z.string().startsWith('image/') });
export const MOST_PHOTOS = 3;

export const FileComplaint = z.object({
  ...matter,
  ...identity,
  /** How the complainant tells the officers apart; may stay empty. */
  officers: optionalLine(200),
  photos: z.array(photo).max(MOST_PHOTOS).default([])
});

/**
 * The complainant's own way: no account, no address kept, no name needed. What it is about in the words of the law is
 * for the handler to say.
 * @returns the receipt, shown once and kept nowhere
 */
export const fileComplaint = command('complaints.file-complaint', {
  input: FileComplaint,
  // The right to complain belongs to everybody (宪法 art. 41; 行政处罚法 art. 75).
  allow: anyone,
  async run(ctx, input) {
    requirePast(ctx, input.happenedOn);
    return open(ctx, {
      ...input,
      channel: 'portal',
      channelNumber: '',
      kind: 'conduct',
      receivedOn: ctx.today,
      route: 'town',
      categories: ['other'],
      persons: [],
      described: input.officers,
      recordedBy: null
    });
  },
  trace: (_, { id }) => ({ subject: 'complaint', id })
});

/** A form hands over one text, or a list with one text in it. */
const staffNumbers = z
  .preprocess(
    (typed) =>
      [typed ?? []]
        .flat()
        .flatMap((part) => (typeof part === 'string' ? part.split(/[\s,，、;；]+/).filter(Boolean) : part)),
    z.array(line(20)).max(MOST_PEOPLE)
  )
  .default([]);

export const RecordComplaint = z.object({
  ...matter,
  ...identity,
  channel: z.enum(channels).exclude(['portal']),
  channelNumber: optionalLine(60),
  kind: z.enum(complaintKinds),
  receivedOn: dayInput,
  categories: z.array(z.enum(allegationCategories)).min(1).max(MOST_ALLEGATIONS),
  /** Staff numbers as they are typed, parted by spaces or commas. */
  accused: staffNumbers,
  witnesses: staffNumbers,
  earlierPart: staffNumbers,
  /** Officers whom the complainant could only describe. */
  officers: optionalLine(200)
});

/**
 * Takes down what a complainant says or writes. A complaint about a leader of the handlers goes the other way at once:
 * its recorder hands over the receipt and does not see it again.
 * @throws InvalidInput for a day to come, an unknown staff number
 */
export const recordComplaint = command('complaints.record-complaint', {
  input: RecordComplaint,
  allow: (actor) => actor.may('complaints.handle') || actor.may('complaints.discipline'),
  async run(ctx, input) {
    if (input.receivedOn > ctx.today) throw new InvalidInput({ receivedOn: ['complaints.day-to-come'] });
    requirePast(ctx, input.happenedOn);
    const accused = await requirePeople(ctx, 'accused', input.accused);
    const persons = [
      ...accused.map((cadreId) => ({ part: 'accused' as const, cadreId })),
      ...(await requirePeople(ctx, 'witnesses', input.witnesses)).map((cadreId) => ({
        part: 'witness' as const,
        cadreId
      })),
      ...(await requirePeople(ctx, 'earlierPart', input.earlierPart)).map((cadreId) => ({
        part: 'earlier-part' as const,
        cadreId
      }))
    ];
    return open(ctx, {
      ...input,
      route: await routeFor(ctx, accused),
      persons,
      described: input.officers,
      photos: [],
      recordedBy: ctx.actor.accountId
    });
  },
  trace: ({ channel }, { id, route }) => ({ subject: 'complaint', id, detail: { channel, route } })
});

/** @throws InvalidInput at the field, with the first number that nobody has */
async function requirePeople(ctx: Context, field: string, numbers: readonly string[]): Promise<number[]> {
  const known = await peopleByNumbers(ctx, numbers);
  return [...new Set(numbers)].map((number) => {
    const person = known.get(number);
    if (!person) throw new InvalidInput({ [field]: [`complaints.nobody-of-that-number|number=${number}`] });
    return person.cadreId;
  });
}

/** Who handles a matter: not the town's handlers when somebody who leads one of them is complained of. */
export async function routeFor(ctx: Context, accused: readonly number[]): Promise<Route> {
  if (!accused.length) return 'town';
  const handlers = await holdersOf(ctx, 'complaint-handler');
  const units = [...new Set([ctx.actor.unitId, ...handlers.map(({ unitId }) => unitId)])];
  const leaders = (await Promise.all(units.map((unitId) => leadersOf(ctx, unitId)))).flat();
  if (!accused.some((cadreId) => leaders.includes(cadreId))) return 'town';
  return (await settingsOn(ctx.db, ctx.today))['complaint.leader-route'];
}

interface NewComplaint extends z.output<typeof FileComplaint> {
  channel: (typeof channels)[number];
  channelNumber: string;
  kind: (typeof complaintKinds)[number];
  receivedOn: NonNullable<typeof complaint.$inferInsert.receivedOn>;
  route: Route;
  categories: (typeof allegationCategories)[number][];
  persons: { part: PersonPart; cadreId: number }[];
  described: string;
  recordedBy: number | null;
}

async function open(ctx: Context, input: NewComplaint) {
  const receipt = writtenCode(randomBytes(16));
  const [row] = await ctx.db
    .insert(complaint)
    .values({
      number: await nextNumber(ctx),
      route: input.route,
      channel: input.channel,
      channelNumber: input.channelNumber,
      receiptHash: hashOf(receipt),
      receivedOn: input.receivedOn,
      happenedOn: input.happenedOn || null,
      place: input.place,
      // Sealed below: the place names the row's key.
      narrativeSealed: '',
      wishSealed: '',
      stage: 'received',
      recordedAt: ctx.now,
      recordedBy: input.recordedBy
    })
    .returning({ id: complaint.id, number: complaint.number });
  const { id } = row!;
  await ctx.db
    .update(complaint)
    .set({
      narrativeSealed: sealWords(ctx, id, 'narrative', input.narrative),
      wishSealed: sealWords(ctx, id, 'wish', input.wish)
    })
    .where(eq(complaint.id, id));
  await writeParts(ctx, id, input);
  const received = { kind: 'received' as const, on: input.receivedOn, detail: { kind: input.kind } };
  await ctx.db.insert(complaintAct).values({
    complaintId: id,
    kind: received.kind,
    detail: received.detail,
    happenedOn: received.on,
    recordedAt: ctx.now,
    recordedBy: input.recordedBy
  });
  await keepSummary(ctx, id, stateOf([received]));
  return { id, number: row!.number, route: input.route, receipt };
}

async function writeParts(ctx: Context, complaintId: number, input: NewComplaint) {
  await ctx.db
    .insert(allegation)
    .values([...new Set(input.categories)].map((category, position) => ({ complaintId, position, category })));
  const { name, contact, address } = input;
  if (name || contact || address) {
    const identitySealed = sealWords(ctx, complaintId, 'identity', JSON.stringify({ name, contact, address }));
    await ctx.db.insert(complainant).values({ complaintId, identitySealed });
  }
  const persons: (typeof complaintPerson.$inferInsert)[] = input.persons.map((person) => ({ complaintId, ...person }));
  if (input.described) {
    const descriptionSealed = sealWords(ctx, complaintId, 'person', input.described);
    persons.push({ complaintId, part: 'accused', descriptionSealed });
  }
  if (persons.length) await ctx.db.insert(complaintPerson).values(persons);
  for (const { hash, type } of input.photos) {
    await ctx.db.insert(complaintEvidence).values({
      complaintId,
      kind: 'photo',
      wordsSealed: sealWords(ctx, complaintId, 'evidence', ''),
      fileHash: hash,
      fileType: type,
      addedAt: ctx.now,
      addedBy: input.recordedBy
    });
  }
}

/** SHA-256 is enough for 128 random bits: there is nothing to guess. */
const hashOf = (receipt: string) => createHash('sha256').update(readCode(receipt)!).digest('hex');

/** The case of a receipt as it was typed; undefined when there is none, or when it cannot be one. */
export async function findByReceipt(ctx: Context, typed: string) {
  const signs = readCode(typed);
  if (!signs) return undefined;
  const [row] = await ctx.db
    .select()
    .from(complaint)
    .where(eq(complaint.receiptHash, hashOf(signs)));
  return row;
}

/** Counted within the year in which it is written down. */
async function nextNumber(ctx: Context): Promise<string> {
  const year = yearOf(ctx.today);
  const [held] = await ctx.db
    .select({ count: count() })
    .from(complaint)
    .where(and(gte(complaint.number, `TS${year}-`), lt(complaint.number, `TS${year + 1}-`)));
  return `TS${year}-${String(held!.count + 1).padStart(4, '0')}`;
}

function requirePast(ctx: Context, day: string) {
  if (day && day > ctx.today) throw new InvalidInput({ happenedOn: ['complaints.day-to-come'] });
}

/**
 * Complaints of the same place and day, so that one matter is not taken down twice. Numbers only; who complained is no
 * reason to think two complaints the same.
 */
export const similarComplaints = query('complaints.similar-complaints', {
  input: z.object({ place: line(60), happenedOn: dayInput, exceptId: z.int().optional() }),
  allow: (actor) => actor.may('complaints.handle') || actor.may('complaints.discipline'),
  async run(ctx, { place, happenedOn, exceptId }) {
    return ctx.db
      .select({ id: complaint.id, number: complaint.number, stage: complaint.stage, channel: complaint.channel })
      .from(complaint)
      .where(
        and(
          await existingFor(ctx),
          eq(complaint.place, place),
          eq(complaint.happenedOn, happenedOn),
          exceptId === undefined ? undefined : ne(complaint.id, exceptId)
        )
      )
      .orderBy(asc(complaint.id))
      .limit(5);
  }
});
