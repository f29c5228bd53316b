"""What happens when disks lie and processes die."""
