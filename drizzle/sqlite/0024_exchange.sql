CREATE TABLE `api_token` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`purpose` text NOT NULL,
	`scopes` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`expires_on` text NOT NULL,
	`revoked_at` integer,
	`revoked_by` integer,
	`uses` integer DEFAULT 0 NOT NULL,
	`last_used_on` text,
	CONSTRAINT "api_token_uses" CHECK("api_token"."uses" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_hash_unique` ON `api_token` (`hash`);