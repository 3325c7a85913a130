"""The life of an account over time: conditions, stages, signs and milestones, from its facts and the atlas."""
