"""The pure heart: observations, findings, the journey and its pages. No input or output."""
