CREATE TABLE `attendance_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`session_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text,
	`reason` text,
	`at` integer NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendance_event_session` ON `attendance_event` (`session_id`,`cadre_id`);--> statement-breakpoint
CREATE INDEX `attendance_event_cadre` ON `attendance_event` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `calendar_feed` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_tokenHash_unique` ON `calendar_feed` (`token_hash`);--> statement-breakpoint
CREATE TABLE `group_attendance` (
	`session_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`headcount` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer,
	PRIMARY KEY(`session_id`, `group_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `training_group`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "group_attendance_count" CHECK("group_attendance"."headcount" >= 0)
);
--> statement-breakpoint
CREATE TABLE `session_attachment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`session_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	`removed_at` integer,
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_attachment_session` ON `session_attachment` (`session_id`);--> statement-breakpoint
CREATE TABLE `session_feedback` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`session_id` integer NOT NULL,
	`answers` text NOT NULL,
	`remark` text NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_feedback_session` ON `session_feedback` (`session_id`);--> statement-breakpoint
CREATE TABLE `session_feedback_given` (
	`session_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	PRIMARY KEY(`session_id`, `cadre_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `session_outcome` (
	`session_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`state` text NOT NULL,
	`credited` integer NOT NULL,
	PRIMARY KEY(`session_id`, `cadre_id`),
	FOREIGN KEY (`session_id`) REFERENCES `training_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_outcome_cadre` ON `session_outcome` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `training_group` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `training_group_name_unique` ON `training_group` (`name`);--> statement-breakpoint
CREATE TABLE `training_group_member` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`group_id` integer NOT NULL,
	`name` text NOT NULL,
	`village` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `training_group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `training_group_member_group` ON `training_group_member` (`group_id`);--> statement-breakpoint
CREATE TABLE `training_session` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`place` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`hours` real NOT NULL,
	`instructors` text NOT NULL,
	`programme` text NOT NULL,
	`quota` integer,
	`audience` text NOT NULL,
	`group_ids` text NOT NULL,
	`check_out_required` integer NOT NULL,
	`makes_up_for_id` integer,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`saved_at` integer NOT NULL,
	`announced_at` integer,
	`closed_at` integer,
	`closed_by` integer,
	`cancelled_at` integer,
	`cancelled_reason` text,
	CONSTRAINT "training_session_times" CHECK("training_session"."starts_at" < "training_session"."ends_at"),
	CONSTRAINT "training_session_quota" CHECK("training_session"."quota" is null or "training_session"."quota" > 0)
);
--> statement-breakpoint
CREATE INDEX `training_session_status` ON `training_session` (`status`,`starts_at`);