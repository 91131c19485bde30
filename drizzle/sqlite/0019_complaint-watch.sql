CREATE TABLE `early_warning` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`rule_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`complaints` text NOT NULL,
	`for_discipline` integer NOT NULL,
	`state` text NOT NULL,
	`opened_at` integer NOT NULL,
	FOREIGN KEY (`rule_id`) REFERENCES `warning_rule`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `early_warning_state` ON `early_warning` (`state`);--> statement-breakpoint
CREATE INDEX `early_warning_cadre` ON `early_warning` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `early_warning_act` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`warning_id` integer NOT NULL,
	`state` text NOT NULL,
	`words_sealed` text NOT NULL,
	`at` integer NOT NULL,
	`by` integer,
	FOREIGN KEY (`warning_id`) REFERENCES `early_warning`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `early_warning_act_warning` ON `early_warning_act` (`warning_id`);--> statement-breakpoint
CREATE TABLE `evidence_custody` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`evidence_id` integer NOT NULL,
	`kind` text NOT NULL,
	`words_sealed` text,
	`at` integer NOT NULL,
	`by` integer,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evidence_id`) REFERENCES `complaint_evidence`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evidence_custody_evidence` ON `evidence_custody` (`evidence_id`);--> statement-breakpoint
CREATE TABLE `warning_rule` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`count` integer NOT NULL,
	`months` integer NOT NULL,
	`categories` text NOT NULL,
	`watcher_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`ended_at` integer
);
