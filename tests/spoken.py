"""Sentences of ours and what they are in the words of a body. The domain and the desks' script are held to the same."""

from __future__ import annotations

from functions.domain.catalogue.words import Words

NCFE = Words(candidate="learner", centre="provider", syllabus="qualification", component="unit")
ODD = Words(candidate="entrant", centre="academy", component="assessment")
SPOKEN = [
    ("Choose at least one candidate.", "Choose at least one learner."),
    ("One submission can have at most 20 candidates.", "One submission can have at most 20 learners."),
    ("Candidate 0713 has no mark for component 22.", "Learner 0713 has no mark for unit 22."),
    ("your centre’s candidates’ syllabuses", "your provider’s learners’ qualifications"),
    ("the centre's e-mail address", "the provider's e-mail address"),
    ("CANDIDATES", "LEARNERS"),
    ("About a component of a syllabus.", "About a unit of a qualification."),
    (
        "Ask your Head of Centre about the Centre Review of your centre.",
        "Ask your Head of Centre about the Centre Review of your provider.",
    ),
    ("An Associate Centre and other centres", "An Associate Centre and other providers"),
    ("centre-assessed components", "provider-assessed units"),
    ("exams@centre.example, /centre-reviews/ and centre.pdf", "exams@centre.example, /centre-reviews/ and centre.pdf"),
    ("In the syllabus. The centre", "In the qualification. The provider"),
    ("concentre, candidature, componentry, _centre", "concentre, candidature, componentry, _centre"),
]
