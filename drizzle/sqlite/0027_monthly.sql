CREATE TABLE `monthly_reader` (
	`account_id` integer PRIMARY KEY NOT NULL,
	`chosen_at` integer NOT NULL,
	`chosen_by` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `monthly_sending` (
	`month` text PRIMARY KEY NOT NULL,
	`sent_at` integer NOT NULL
);
