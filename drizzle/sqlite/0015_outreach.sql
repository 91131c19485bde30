CREATE TABLE `outreach_date` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`theme` text NOT NULL,
	`source` text NOT NULL,
	`certainty` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outreach_date_name_unique` ON `outreach_date` (`name`);--> statement-breakpoint
CREATE TABLE `outreach_drill` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`team_id` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`held_on` text NOT NULL,
	`place` text NOT NULL,
	`people` integer NOT NULL,
	`attended` integer NOT NULL,
	`minutes` integer NOT NULL,
	`practised` text NOT NULL,
	`lessons` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	`voided_at` integer,
	`voided_by` integer,
	`void_reason` text,
	FOREIGN KEY (`team_id`) REFERENCES `outreach_team`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outreach_drill_attended" CHECK("outreach_drill"."attended" between 0 and "outreach_drill"."people")
);
--> statement-breakpoint
CREATE INDEX `outreach_drill_day` ON `outreach_drill` (`held_on`);--> statement-breakpoint
CREATE TABLE `outreach_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`status` text NOT NULL,
	`sent_key` text,
	`held_on` text NOT NULL,
	`place` text NOT NULL,
	`kind` text NOT NULL,
	`theme` text NOT NULL,
	`date_id` integer,
	`large` integer NOT NULL,
	`headcount` integer,
	`count_method` text,
	`minutes` integer NOT NULL,
	`guests` text NOT NULL,
	`cites` text NOT NULL,
	`materials` text NOT NULL,
	`remark` text NOT NULL,
	`search_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	`voided_at` integer,
	`voided_by` integer,
	`void_reason` text,
	FOREIGN KEY (`date_id`) REFERENCES `outreach_date`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outreach_event_status" CHECK("outreach_event"."status" in ('planned', 'held', 'void')),
	CONSTRAINT "outreach_event_minutes" CHECK("outreach_event"."minutes" >= 0),
	CONSTRAINT "outreach_event_counted" CHECK("outreach_event"."status" <> 'held' or ("outreach_event"."headcount" is not null and "outreach_event"."count_method" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outreach_event_sentKey_unique` ON `outreach_event` (`sent_key`);--> statement-breakpoint
CREATE INDEX `outreach_event_day` ON `outreach_event` (`held_on`);--> statement-breakpoint
CREATE INDEX `outreach_event_date` ON `outreach_event` (`date_id`);--> statement-breakpoint
CREATE INDEX `outreach_event_author` ON `outreach_event` (`created_by`);--> statement-breakpoint
CREATE TABLE `outreach_photo` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`event_id` integer NOT NULL,
	`hash` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	`removed_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `outreach_event`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outreach_photo_event` ON `outreach_photo` (`event_id`);--> statement-breakpoint
CREATE TABLE `outreach_speaker` (
	`event_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`credited` integer NOT NULL,
	PRIMARY KEY(`event_id`, `cadre_id`),
	FOREIGN KEY (`event_id`) REFERENCES `outreach_event`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outreach_speaker_cadre` ON `outreach_speaker` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `outreach_team` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`people` integer NOT NULL,
	`cadre_ids` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	CONSTRAINT "outreach_team_people" CHECK("outreach_team"."people" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outreach_team_name_unique` ON `outreach_team` (`name`);--> statement-breakpoint
CREATE TABLE `outreach_village` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`lawyer` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	`closed_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outreach_village_name_unique` ON `outreach_village` (`name`);--> statement-breakpoint
CREATE TABLE `outreach_visit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`village_id` integer NOT NULL,
	`visited_on` text NOT NULL,
	`lawyer` text NOT NULL,
	`done` text NOT NULL,
	`minutes` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`voided_at` integer,
	`voided_by` integer,
	`void_reason` text,
	FOREIGN KEY (`village_id`) REFERENCES `outreach_village`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outreach_visit_minutes" CHECK("outreach_visit"."minutes" > 0)
);
--> statement-breakpoint
CREATE INDEX `outreach_visit_village` ON `outreach_visit` (`village_id`,`visited_on`);--> statement-breakpoint
CREATE INDEX `outreach_visit_day` ON `outreach_visit` (`visited_on`);