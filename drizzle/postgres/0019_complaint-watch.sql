CREATE TABLE "early_warning" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "early_warning_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"rule_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"complaints" jsonb NOT NULL,
	"for_discipline" boolean NOT NULL,
	"state" text NOT NULL,
	"opened_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "early_warning_act" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "early_warning_act_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"warning_id" integer NOT NULL,
	"state" text NOT NULL,
	"words_sealed" text NOT NULL,
	"at" bigint NOT NULL,
	"by" integer
);
--> statement-breakpoint
CREATE TABLE "evidence_custody" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "evidence_custody_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"evidence_id" integer NOT NULL,
	"kind" text NOT NULL,
	"words_sealed" text,
	"at" bigint NOT NULL,
	"by" integer
);
--> statement-breakpoint
CREATE TABLE "warning_rule" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "warning_rule_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"count" integer NOT NULL,
	"months" integer NOT NULL,
	"categories" jsonb NOT NULL,
	"watcher_id" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"ended_at" bigint
);
--> statement-breakpoint
ALTER TABLE "early_warning" ADD CONSTRAINT "early_warning_rule_id_warning_rule_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."warning_rule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "early_warning" ADD CONSTRAINT "early_warning_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "early_warning_act" ADD CONSTRAINT "early_warning_act_warning_id_early_warning_id_fk" FOREIGN KEY ("warning_id") REFERENCES "public"."early_warning"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_custody" ADD CONSTRAINT "evidence_custody_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_custody" ADD CONSTRAINT "evidence_custody_evidence_id_complaint_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."complaint_evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "early_warning_state" ON "early_warning" USING btree ("state");--> statement-breakpoint
CREATE INDEX "early_warning_cadre" ON "early_warning" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "early_warning_act_warning" ON "early_warning_act" USING btree ("warning_id");--> statement-breakpoint
CREATE INDEX "evidence_custody_evidence" ON "evidence_custody" USING btree ("evidence_id");