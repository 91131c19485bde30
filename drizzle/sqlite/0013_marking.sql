CREATE TABLE `attempt_result` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attempt_id` integer NOT NULL,
	`points` real NOT NULL,
	`points_possible` real NOT NULL,
	`passed` integer,
	`cause` text NOT NULL,
	`remark_id` integer,
	`at` integer NOT NULL,
	`by` integer,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`remark_id`) REFERENCES `remark`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attempt_result_attempt` ON `attempt_result` (`attempt_id`,`id`);--> statement-breakpoint
CREATE INDEX `attempt_result_at` ON `attempt_result` (`at`);--> statement-breakpoint
CREATE TABLE `human_mark` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attempt_id` integer NOT NULL,
	`position` integer NOT NULL,
	`marker_id` integer NOT NULL,
	`given` text NOT NULL,
	`share` real,
	`comment` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `human_mark_place` ON `human_mark` (`attempt_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `question_statistic` (
	`question_id` integer PRIMARY KEY NOT NULL,
	`met` integer NOT NULL,
	`exams` integer NOT NULL,
	`facility` real,
	`discrimination` real,
	`computed_at` integer NOT NULL,
	FOREIGN KEY (`question_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `remark` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`exam_id` integer NOT NULL,
	`question_version_id` integer NOT NULL,
	`part` integer,
	`ruling` text NOT NULL,
	`reason` text NOT NULL,
	`changed` integer NOT NULL,
	`newly_passed` integer NOT NULL,
	`newly_failed` integer NOT NULL,
	`at` integer NOT NULL,
	`by` integer,
	FOREIGN KEY (`exam_id`) REFERENCES `exam`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `remark_exam` ON `remark` (`exam_id`,`id`);--> statement-breakpoint
ALTER TABLE `exam` ADD `markers` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `marking_tolerance` real DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE `exam` ADD `marking_blind` integer DEFAULT true NOT NULL;