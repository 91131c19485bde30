CREATE TABLE `guest_mentor` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`department` text NOT NULL,
	`field` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	`removed_at` integer,
	CONSTRAINT "guest_mentor_days" CHECK("guest_mentor"."from_day" <= "guest_mentor"."to_day")
);
--> statement-breakpoint
CREATE TABLE `pairing` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`catalogue_id` integer NOT NULL,
	`mentor_id` integer NOT NULL,
	`mentee_id` integer NOT NULL,
	`team_leader_id` integer NOT NULL,
	`leader_id` integer NOT NULL,
	`field` text NOT NULL,
	`goals` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`status` text NOT NULL,
	`phase` integer NOT NULL,
	`phases` text NOT NULL,
	`plan` text NOT NULL,
	`terms` integer NOT NULL,
	`round` integer NOT NULL,
	`extended_at` integer,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`closed_at` integer,
	FOREIGN KEY (`catalogue_id`) REFERENCES `practice_catalogue`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentor_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentee_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_leader_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`leader_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pairing_status" CHECK("pairing"."status" in ('proposed', 'active', 'completed', 'failed', 'ended')),
	CONSTRAINT "pairing_days" CHECK("pairing"."starts_on" < "pairing"."ends_on")
);
--> statement-breakpoint
CREATE INDEX `pairing_mentor` ON `pairing` (`mentor_id`,`status`);--> statement-breakpoint
CREATE INDEX `pairing_mentee` ON `pairing` (`mentee_id`,`status`);--> statement-breakpoint
CREATE TABLE `pairing_assessment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pairing_id` integer NOT NULL,
	`round` integer NOT NULL,
	`assessor_id` integer NOT NULL,
	`field_score` integer NOT NULL,
	`file_score` integer NOT NULL,
	`remark` text NOT NULL,
	`assessed_on` text NOT NULL,
	`at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assessor_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pairing_assessment_pairing` ON `pairing_assessment` (`pairing_id`,`round`);--> statement-breakpoint
CREATE TABLE `pairing_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pairing_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`cadre_id` integer,
	`recorded_by` integer,
	`reason` text,
	`detail` text NOT NULL,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pairing_event_pairing` ON `pairing_event` (`pairing_id`,`at`);--> statement-breakpoint
CREATE INDEX `pairing_event_cadre` ON `pairing_event` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `pairing_opinion` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pairing_id` integer NOT NULL,
	`round` integer NOT NULL,
	`seat` text NOT NULL,
	`cadre_id` integer NOT NULL,
	`text` text NOT NULL,
	`result` text,
	`at` integer NOT NULL,
	`written_by` integer,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pairing_opinion_result" CHECK("pairing_opinion"."result" is null or "pairing_opinion"."seat" = 'leader')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pairing_opinion_seat` ON `pairing_opinion` (`pairing_id`,`round`,`seat`);--> statement-breakpoint
CREATE TABLE `practice_catalogue` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	`published_at` integer,
	`published_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `practice_catalogue_number_unique` ON `practice_catalogue` (`number`);--> statement-breakpoint
CREATE TABLE `practice_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`record_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`changes` text NOT NULL,
	`at` integer NOT NULL,
	`cadre_id` integer,
	FOREIGN KEY (`record_id`) REFERENCES `practice_record`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `practice_change_revision` ON `practice_change` (`record_id`,`revision`);--> statement-breakpoint
CREATE TABLE `practice_photo` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`record_id` integer NOT NULL,
	`hash` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	`removed_at` integer,
	FOREIGN KEY (`record_id`) REFERENCES `practice_record`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_photo_record` ON `practice_photo` (`record_id`);--> statement-breakpoint
CREATE TABLE `practice_record` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pairing_id` integer NOT NULL,
	`key` text NOT NULL,
	`task_key` text NOT NULL,
	`sheet` text NOT NULL,
	`revision` integer NOT NULL,
	`signed` integer NOT NULL,
	`turn` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`touched_at` integer NOT NULL,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `practice_record_key_unique` ON `practice_record` (`key`);--> statement-breakpoint
CREATE INDEX `practice_record_pairing` ON `practice_record` (`pairing_id`,`signed`);--> statement-breakpoint
CREATE TABLE `practice_remark` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`record_id` integer NOT NULL,
	`turn` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`cadre_id` integer,
	`written_by` integer,
	FOREIGN KEY (`record_id`) REFERENCES `practice_record`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_remark_record` ON `practice_remark` (`record_id`);--> statement-breakpoint
CREATE TABLE `practice_seal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`record_id` integer NOT NULL,
	`turn` integer NOT NULL,
	`pairing_id` integer NOT NULL,
	`mentor_id` integer NOT NULL,
	`mentee_id` integer NOT NULL,
	`task_key` text NOT NULL,
	`level` text NOT NULL,
	`practised_on` text NOT NULL,
	`minutes` integer NOT NULL,
	`mean` real,
	`passed` integer NOT NULL,
	`observer` integer NOT NULL,
	`content` text NOT NULL,
	`hash` text NOT NULL,
	`signature` text NOT NULL,
	`first_touched_at` integer,
	`sealed_at` integer NOT NULL,
	`sealed_by` integer,
	FOREIGN KEY (`record_id`) REFERENCES `practice_record`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentor_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentee_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `practice_seal_turn` ON `practice_seal` (`record_id`,`turn`);--> statement-breakpoint
CREATE INDEX `practice_seal_pairing` ON `practice_seal` (`pairing_id`,`practised_on`);--> statement-breakpoint
CREATE INDEX `practice_seal_mentor` ON `practice_seal` (`mentor_id`,`sealed_at`);