// SPDX-License-Identifier: Apache-2.0
// What policies see of a session on real code, as the plain values of learn/. Pure functions.
#pragma once

#include <vector>

#include "velox/learn/experience.hpp"
#include "velox/learn/session.hpp"
#include "velox/model/case.hpp"
#include "velox/model/profile.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// A unit of `module` of which nothing was tried yet. `spot` has what it takes now.
learn::UnitState unit_state(const model::HotSpot& spot, const source::ParsedModule& module, const model::Unit& unit,
                            const model::ObservedUnit& observed);

/// What became of all experiments that are remembered.
learn::Experience experience_of(const std::vector<model::Case>& cases);

}  // namespace velox::agents
