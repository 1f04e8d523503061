"""Made-up people for the demonstration. The names are invented; the teams are points of the compass."""

from engine.commands.register_people import NewPerson, NewTeam

TEAMS = (
    NewTeam("coast", "Coast division"),
    NewTeam("moor", "Moor division"),
    NewTeam("north", "North area team", "coast"),
    NewTeam("south", "South area team", "moor"),
    NewTeam("rss", "Reunification support service"),
)

PEOPLE = (
    NewPerson("amara", "Amara Sallow", "north", ("social_worker",)),
    NewPerson("bryn", "Bryn Tarrow", "north", ("social_worker",)),
    NewPerson("carys", "Carys Undle", "north", ("team_manager",)),
    NewPerson("dermot", "Dermot Vellum", "north", ("service_manager",)),
    NewPerson("esi", "Esi Wrenfold", "south", ("social_worker",)),
    NewPerson("farid", "Farid Yarrow", "south", ("team_manager",)),
    NewPerson("greta", "Greta Zellin", "south", ("service_manager",)),
    NewPerson("hana", "Hana Ashlock", "rss", ("reunification_manager",)),
    NewPerson("idris", "Idris Brackley", "rss", ("reunification_practitioner",)),
    NewPerson("jonah", "Jonah Crake", "rss", ("reunification_practitioner",)),
    NewPerson("keira", "Keira Dunmarsh", "rss", ("rss_admin",)),
    NewPerson("leon", "Leon Eastgrove", "coast", ("assistant_director",)),
    NewPerson("maya", "Maya Fernhill", None, ("nominated_officer",)),
    NewPerson("nadia", "Nadia Garrowby", None, ("director_of_childrens_services",)),
    NewPerson("oskar", "Oskar Heathcote-Lane", None, ("independent_reviewing_officer",)),
    NewPerson("priya", "Priya Inglewick", None, ("auditor",)),
    NewPerson("renske", "Renske Marlbright", "moor", ("assistant_director",)),
    NewPerson("quinn", "Quinn Jessop-Vale", None, ("practice_lead",)),
)
