CREATE TABLE "draft_text" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "draft_text_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"section" text NOT NULL,
	"locale" text NOT NULL,
	"words" text NOT NULL,
	"based_on" jsonb NOT NULL,
	"saved_at" bigint NOT NULL,
	"saved_by" integer
);
--> statement-breakpoint
CREATE TABLE "report_snapshot" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_snapshot_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text NOT NULL,
	"definitions" text NOT NULL,
	"note" text NOT NULL,
	"content" text NOT NULL,
	"hash" text NOT NULL,
	"frozen_at" bigint NOT NULL,
	"frozen_by" integer
);
--> statement-breakpoint
CREATE TABLE "typed_total" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "typed_total_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"key" text NOT NULL,
	"value" integer NOT NULL,
	"source" text NOT NULL,
	"reason" text,
	"typed_at" bigint NOT NULL,
	"typed_by" integer,
	CONSTRAINT "typed_total_value" CHECK ("typed_total"."value" >= 0)
);
--> statement-breakpoint
CREATE INDEX "draft_text_year" ON "draft_text" USING btree ("year","section","locale");--> statement-breakpoint
CREATE UNIQUE INDEX "report_snapshot_number" ON "report_snapshot" USING btree ("year","number");--> statement-breakpoint
CREATE INDEX "typed_total_year" ON "typed_total" USING btree ("year","key");