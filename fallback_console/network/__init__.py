"""The long-lived tasks of the one asyncio thread: monitor, courier, puller, inbox."""
