// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/unit_work.hpp"

namespace velox::agents {

void start_anew(UnitWork& work) {
  work.composer.reset();
  work.singles.clear();
  work.combinations.clear();
  work.listed = work.searched = false;
}

Choice all_offers(std::vector<UnitWork>& units, double budget_s, double seconds_left) {
  Choice choice;
  choice.moment.budget_s = budget_s;
  choice.moment.seconds_left = seconds_left;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    UnitWork& work = units[unit];
    choice.moment.units.push_back(work.state);
    const auto offer = [&](const model::Candidate& candidate, const Combination* combination) {
      choice.moment.actions.push_back(learn::action_of(candidate, unit));
      choice.offers.push_back({&work, &candidate, combination});
    };
    for (const auto& candidate : work.singles) offer(candidate, nullptr);
    for (const auto& combination : work.combinations) offer(combination.candidate, &combination);
  }
  return choice;
}

}  // namespace velox::agents
