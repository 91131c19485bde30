CREATE TABLE "proof" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "proof_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"code" text NOT NULL,
	"cadre_id" integer NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"staff_number" text NOT NULL,
	"unit_name" text NOT NULL,
	"facts" jsonb NOT NULL,
	"drawn" boolean NOT NULL,
	"issued_on" text NOT NULL,
	"issued_at" bigint NOT NULL,
	"issued_by" integer,
	CONSTRAINT "proof_number_unique" UNIQUE("number"),
	CONSTRAINT "proof_code_unique" UNIQUE("code"),
	CONSTRAINT "proof_kind" CHECK ("proof"."kind" in ('course', 'session', 'hours', 'exam', 'mentoring'))
);
--> statement-breakpoint
CREATE TABLE "proof_revocation" (
	"proof_id" integer PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"revoked_on" text NOT NULL,
	"revoked_at" bigint NOT NULL,
	"revoked_by" integer
);
--> statement-breakpoint
ALTER TABLE "proof" ADD CONSTRAINT "proof_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proof_revocation" ADD CONSTRAINT "proof_revocation_proof_id_proof_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proof"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proof_source" ON "proof" USING btree ("cadre_id","kind","source");--> statement-breakpoint
CREATE INDEX "proof_issued" ON "proof" USING btree ("issued_on");