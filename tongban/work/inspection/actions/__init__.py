"""What planners, inspectors, evaluators, agents and units do: samples, inspections, leads, standards, rounds."""
