CREATE TABLE `proof` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`code` text NOT NULL,
	`cadre_id` integer NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`name` text NOT NULL,
	`staff_number` text NOT NULL,
	`unit_name` text NOT NULL,
	`facts` text NOT NULL,
	`drawn` integer NOT NULL,
	`issued_on` text NOT NULL,
	`issued_at` integer NOT NULL,
	`issued_by` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "proof_kind" CHECK("proof"."kind" in ('course', 'session', 'hours', 'exam', 'mentoring'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proof_number_unique` ON `proof` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `proof_code_unique` ON `proof` (`code`);--> statement-breakpoint
CREATE INDEX `proof_source` ON `proof` (`cadre_id`,`kind`,`source`);--> statement-breakpoint
CREATE INDEX `proof_issued` ON `proof` (`issued_on`);--> statement-breakpoint
CREATE TABLE `proof_revocation` (
	`proof_id` integer PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`revoked_on` text NOT NULL,
	`revoked_at` integer NOT NULL,
	`revoked_by` integer,
	FOREIGN KEY (`proof_id`) REFERENCES `proof`(`id`) ON UPDATE no action ON DELETE no action
);
