CREATE TABLE `attempt_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attempt_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`amount` integer,
	`reason` text,
	`by` integer,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attempt_event_attempt` ON `attempt_event` (`attempt_id`,`at`);--> statement-breakpoint
CREATE TABLE `exam_question` (
	`exam_id` integer NOT NULL,
	`position` integer NOT NULL,
	`question_version_id` integer NOT NULL,
	`points` real NOT NULL,
	`section` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`exam_id`, `position`),
	FOREIGN KEY (`exam_id`) REFERENCES `exam`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exam_question_version` ON `exam_question` (`question_version_id`);--> statement-breakpoint
CREATE TABLE `lasting_extra_time` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`factor` real NOT NULL,
	`reason` text NOT NULL,
	`granted_at` integer NOT NULL,
	`granted_by` integer,
	`ended_at` integer,
	`ended_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "lasting_extra_time_factor" CHECK("lasting_extra_time"."factor" between 1.25 and 3)
);
--> statement-breakpoint
CREATE INDEX `lasting_extra_time_cadre` ON `lasting_extra_time` (`cadre_id`,`ended_at`);--> statement-breakpoint
CREATE TABLE `question_distinct` (
	`first_id` integer NOT NULL,
	`second_id` integer NOT NULL,
	`decided_at` integer NOT NULL,
	`decided_by` integer,
	PRIMARY KEY(`first_id`, `second_id`),
	FOREIGN KEY (`first_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`second_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_distinct_second` ON `question_distinct` (`second_id`);--> statement-breakpoint
CREATE TABLE `question_picture` (
	`hash` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer
);
--> statement-breakpoint
CREATE TABLE `question_picture_use` (
	`question_version_id` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`question_version_id`, `hash`),
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hash`) REFERENCES `question_picture`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_picture_use_hash` ON `question_picture_use` (`hash`);--> statement-breakpoint
ALTER TABLE `attempt` ADD `device` text;--> statement-breakpoint
ALTER TABLE `attempt` ADD `take_overs` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `attempt` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `attempt` ADD `unsent` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `attempt` ADD `statement` text;--> statement-breakpoint
ALTER TABLE `attempt` ADD `statement_at` integer;--> statement-breakpoint
ALTER TABLE `attempt` ADD `paper_form` text;--> statement-breakpoint
ALTER TABLE `attempt` ADD `errors_held` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `part` integer;--> statement-breakpoint
ALTER TABLE `attempt_question` ADD `section` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `scoring` text DEFAULT 'exact' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `paper` text DEFAULT 'drawn' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `mix` text;--> statement-breakpoint
ALTER TABLE `exam` ADD `shuffle_questions` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `shuffle_options` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `place` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `try_rule` text DEFAULT 'best' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `statement` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `results_release` text DEFAULT 'at-once' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `answers_release` text DEFAULT 'at-once' NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `results_released_at` integer;--> statement-breakpoint
ALTER TABLE `exam` ADD `answers_released_at` integer;--> statement-breakpoint
ALTER TABLE `exam_extra_time` ADD `factor` real;--> statement-breakpoint
ALTER TABLE `practice_answer` ADD `parts` text;--> statement-breakpoint
ALTER TABLE `question_version` ADD `details` text;