### The colors of a message in the dark theme.

colors-adapt = Adapt colors
colors-original = Original colors
