/** One person's file as a PDF, and as an archive with the same in tables. */
import { zipSync } from 'fflate';
import { kindName, standingName } from '#lib/certification/words.ts';
import { categoryName } from '#lib/hours/words.ts';
import { formatDay, formatNumber } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { levelWords } from '#lib/mentoring/words.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { makePdf } from '#lib/platform/pdf.server.ts';
import { sheetOf, writeSheets } from '#lib/platform/spreadsheet.server.ts';
import type { PersonFile } from './person-file.server.ts';

interface Part {
  title: string;
  headings: string[];
  rows: string[][];
}

/** The parts of a file as tables, in the reader's language. */
function partsOf(file: PersonFile): Part[] {
  return [
    {
      title: m.person_cards(),
      headings: [m.person_day(), m.person_act(), m.person_number(), m.person_valid_to(), m.person_authority()],
      rows: file.cards.map(({ happenedOn, kind, number, validTo, authority }) => [
        formatDay(happenedOn),
        kindName(kind),
        number ?? '',
        validTo ? formatDay(validTo) : '',
        authority
      ])
    },
    {
      title: m.person_years(),
      headings: [m.person_year(), m.person_hours_enforcement(), m.person_hours_everyone()],
      rows: file.years.map(({ year, enforcement, everyone }) => [
        String(year),
        formatNumber(enforcement),
        formatNumber(everyone)
      ])
    },
    {
      title: m.person_hours(),
      headings: [m.person_day(), m.person_title(), m.person_category(), m.person_amount()],
      rows: file.hours.map(({ endedOn, title, category, hours }) => [
        formatDay(endedOn),
        title,
        categoryName(category),
        formatNumber(hours)
      ])
    },
    {
      title: m.person_exams(),
      headings: [m.person_day(), m.person_title(), m.person_kind()],
      rows: file.exams.map(({ passedOn, title, official }) => [
        formatDay(passedOn),
        title,
        official ? m.person_official() : m.person_internal()
      ])
    },
    {
      title: m.person_practice(),
      headings: [m.person_day(), m.person_record(), m.person_part(), m.person_other(), m.person_level()],
      rows: file.practice.map(({ practisedOn, code, part, other, level }) => [
        formatDay(practisedOn),
        code,
        part === 'mentee' ? m.person_as_mentee() : m.person_as_mentor(),
        other,
        levelWords[level]()
      ])
    }
  ];
}

/** @param at when it is made */
export function personPdf(file: PersonFile, at: Instant, locale: Locale): Promise<Uint8Array> {
  const { person, standing, on } = file;
  return makePdf({
    template: 'reporting/person-file.typ',
    title: m.person_file(),
    language: locale === 'en' ? 'en' : 'zh',
    at,
    data: {
      facts: [
        [m.person_name(), person.name],
        [m.person_staff_number(), person.staffNumber],
        [m.person_unit(), person.unitName],
        [m.person_post(), person.post],
        [m.person_joined(), formatDay(person.joinedOn)],
        [m.person_standing(), standingName(standing.state)]
      ],
      asOf: m.person_as_of({ on: formatDay(on) }),
      note: m.person_note(),
      none: m.person_none(),
      parts: partsOf(file)
    }
  });
}

/** The PDF and a workbook with one sheet a part. File names carry nobody's name. */
export async function personArchive(file: PersonFile, at: Instant, locale: Locale): Promise<Uint8Array> {
  const pdf = await personPdf(file, at, locale);
  const workbook = await writeSheets(
    partsOf(file).map(({ title, headings, rows }) =>
      sheetOf(
        title,
        headings.map((heading, at) => ({ heading, width: 22, value: (row: string[]) => row[at]! })),
        rows
      )
    )
  );
  return zipSync({ 'file.pdf': [pdf, { mtime: at }], 'tables.xlsx': [workbook, { mtime: at }] });
}
