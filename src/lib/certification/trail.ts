/** A person's trail out of their books: what the town did, what the authority did, what was proposed. */
import type { Day } from '#lib/platform/clock.ts';
import { daysBetween } from '#lib/platform/clock.ts';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { CertificateEventKind } from './certificate.ts';
import type { CaseKind, CaseStage } from './case.ts';
import type { FileBook, MeasureKind, ProposalKind, ProposalOutcome } from './records.ts';
import { caseName, measureName, outcomeName, proposalName, stageName } from './records-words.ts';
import type { TrailEntry } from './Trail.svelte';
import { kindName } from './words.ts';

interface Kept {
  id: number;
  live: boolean;
  documentNumber: string | null;
  note: string | null;
  by?: string | undefined;
}
interface Books {
  staffNumber: string;
  today: Day;
  events: (Kept & {
    kind: CertificateEventKind;
    happenedOn: Day;
    authority: string;
    number: string | null;
    validFrom: Day | null;
    validTo: Day | null;
  })[];
  measures: (Kept & {
    kind: MeasureKind;
    fromDay: Day;
    untilDay: Day | null;
    decidedBy: string;
    reason: string;
    takesBackId: number | null;
  })[];
  proposals: (Kept & {
    kind: ProposalKind;
    madeOn: Day;
    addressee: string;
    reason: string;
    takesBackId: number | null;
    answer: { answeredOn: Day; outcome: ProposalOutcome; note: string | null } | null;
  })[];
  cases: {
    id: number;
    kind: CaseKind;
    steps: {
      id: number;
      stage: CaseStage;
      happenedOn: Day;
      authority: string;
      documentNumber: string | null;
      note: string | null;
    }[];
  }[];
  files: { id: number; book: FileBook; recordId: number; name: string }[];
  /** Where an act of the authority is corrected; without it nothing can be. */
  correctHref?: ((id: number) => string) | undefined;
}

export function trailOf({
  staffNumber,
  today,
  events,
  measures,
  proposals,
  cases,
  files,
  correctHref
}: Books): TrailEntry[] {
  const beside = (book: FileBook, recordId: number) =>
    files
      .filter((file) => file.book === book && file.recordId === recordId)
      .map(({ id, name }) => ({ href: `/register/${staffNumber}/files/${id}`, name }));
  const paper = ({
    documentNumber,
    note,
    by
  }: {
    documentNumber: string | null;
    note: string | null;
    by?: string | undefined;
  }) => [
    ...(documentNumber ? [m.certification_file_document({ number: documentNumber })] : []),
    ...(note ? [note] : []),
    ...(by ? [m.register_by({ name: by })] : [])
  ];
  const acts = events.map((event): TrailEntry => ({
    key: `act-${event.id}`,
    column: 'acts',
    on: event.happenedOn,
    number: event.id,
    what: kindName(event.kind),
    lines: [
      event.number
        ? `${event.authority}，${m.certification_file_new_number({ number: event.number })}`
        : event.authority,
      ...(event.validFrom && event.validTo
        ? [
            `${m.certification_file_validity()} ${m.certification_file_from_to({ from: formatDay(event.validFrom), to: formatDay(event.validTo) })}`
          ]
        : []),
      ...paper(event)
    ],
    live: event.live,
    gone: !event.live && event.kind !== 'voided' ? m.certification_file_superseded() : undefined,
    href:
      event.live && correctHref ? { href: correctHref(event.id), label: m.certification_correct_open() } : undefined,
    files: beside('event', event.id)
  }));
  const own = measures
    .filter(({ takesBackId }) => takesBackId === null)
    .map((measure): TrailEntry => ({
      key: `measure-${measure.id}`,
      column: 'measures',
      on: measure.fromDay,
      number: measure.id,
      what: measure.untilDay
        ? `${measureName(measure.kind)}，${m.register_until({ day: formatDay(measure.untilDay, 'short') })}`
        : measureName(measure.kind),
      lines: [measure.reason, measure.decidedBy, ...paper(measure)],
      live: measure.live,
      gone: measure.live ? undefined : m.register_gone(),
      files: beside('measure', measure.id)
    }));
  const asked = proposals
    .filter(({ takesBackId }) => takesBackId === null)
    .map((proposal): TrailEntry => ({
      key: `proposal-${proposal.id}`,
      column: 'proposals',
      on: proposal.madeOn,
      number: proposal.id,
      what: proposalName(proposal.kind),
      lines: [
        m.register_to({ addressee: proposal.addressee }),
        proposal.reason,
        ...paper(proposal),
        ...(proposal.answer
          ? [
              m.register_answered({
                outcome: outcomeName(proposal.answer.outcome),
                day: formatDay(proposal.answer.answeredOn)
              })
            ]
          : [])
      ],
      live: proposal.live,
      gone: proposal.live ? undefined : m.register_gone(),
      waiting:
        proposal.live && !proposal.answer
          ? m.register_waiting_days({ days: daysBetween(proposal.madeOn, today) })
          : undefined,
      files: beside('proposal', proposal.id)
    }));
  const steps = cases.flatMap(({ id, kind, steps: taken }) =>
    taken.map((step): TrailEntry => ({
      key: `step-${step.id}`,
      column: 'proposals',
      on: step.happenedOn,
      number: step.id,
      what: m.register_case_step({ kind: caseName(kind), stage: stageName(step.stage) }),
      lines: [m.register_to({ addressee: step.authority }), ...paper(step)],
      live: true,
      href: { href: `/register/cases/${id}`, label: m.register_tab_cases() },
      files: step === taken.at(-1) ? beside('case', id) : []
    }))
  );
  return [...acts, ...own, ...asked, ...steps];
}
