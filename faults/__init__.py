"""What must not cost anyone an answer: crashes, full disks, wrong clocks, torn wires, haste."""
