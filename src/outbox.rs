//! Sending: hand over, file the copy, mark the original, remove the draft; each state is stored before the next step.
