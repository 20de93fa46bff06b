// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/session_view.hpp"

#include "velox/agents/case_of.hpp"
#include "velox/knowledge/unit_vector.hpp"

namespace velox::agents {

learn::UnitState unit_state(const model::HotSpot& spot, const source::ParsedModule& module, const model::Unit& unit,
                            const model::ObservedUnit& observed) {
  learn::UnitState state;
  state.own_share = spot.own_share;
  state.cumulative_share = spot.cumulative_share;
  state.calls = spot.calls;
  state.lines = unit.last_line - unit.first_line + 1;
  state.size_class = size_class(observed);
  const auto vector = knowledge::vector_of(module.definition(unit));
  state.code.assign(vector.begin(), vector.end());
  return state;
}

learn::Experience experience_of(const std::vector<model::Case>& cases) {
  learn::Experience experience;
  for (const auto& known : cases) experience.add(known.strategy, {known.verdict, known.gain, known.seconds});
  return experience;
}

}  // namespace velox::agents
