/** Where a room must ask what only a room above it can answer. Neither knows the other; they are joined here. */
import { personStanding } from '#lib/certification/certificate.ts';
import { evidenceOf, measuresOn } from '#lib/certification/evidence.server.ts';
import { upheldSince } from '#lib/complaints/finding.server.ts';
import { answerMentoring } from '#lib/mentoring/card.server.ts';

answerMentoring({
  async cardedOn(ctx, cadreIds, on) {
    const [evidence, { expiringDays }] = [await evidenceOf(ctx, cadreIds, on), await measuresOn(ctx, on)];
    const standing = (cadreId: number) => personStanding(evidence(cadreId).cards, on, expiringDays).state;
    return new Set(cadreIds.filter((cadreId) => ['valid', 'expiring'].includes(standing(cadreId))));
  },
  complaintsSince: upheldSince
});
