CREATE TABLE "monthly_reader" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"chosen_at" bigint NOT NULL,
	"chosen_by" integer
);
--> statement-breakpoint
CREATE TABLE "monthly_sending" (
	"month" text PRIMARY KEY NOT NULL,
	"sent_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "monthly_reader" ADD CONSTRAINT "monthly_reader_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;