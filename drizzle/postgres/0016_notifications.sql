CREATE TABLE "notification" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"values" jsonb NOT NULL,
	"href" text NOT NULL,
	"created_at" bigint NOT NULL,
	"read_at" bigint
);
--> statement-breakpoint
CREATE TABLE "notification_delivery" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification_delivery_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"notification_id" integer,
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"kind" text,
	"values" jsonb,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"next_at" bigint NOT NULL,
	"problem" text,
	"created_at" bigint NOT NULL,
	"settled_at" bigint,
	CONSTRAINT "notification_delivery_key_unique" UNIQUE("key"),
	CONSTRAINT "notification_delivery_channel" CHECK ("notification_delivery"."channel" in ('email', 'wecom', 'dingtalk')),
	CONSTRAINT "notification_delivery_state" CHECK ("notification_delivery"."state" in ('waiting', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "notification_preference" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"by_email" boolean NOT NULL,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_notification_id_notification_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notification_once" ON "notification" USING btree ("account_id","reason");--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notification" USING btree ("account_id","read_at");--> statement-breakpoint
CREATE INDEX "notification_delivery_due" ON "notification_delivery" USING btree ("state","channel","next_at");