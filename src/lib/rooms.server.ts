/** Every file that declares commands or queries, so that the registry is complete wherever the portal is opened. */
export {};
