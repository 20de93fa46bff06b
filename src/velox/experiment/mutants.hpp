// SPDX-License-Identifier: Apache-2.0
// Changed copies of a unit, each with one small fault, to see whether inputs and tests would notice one.
//
// The operators are the sufficient set of Offutt, Lee, Rothermel, Untch and Zapf ("An experimental determination of
// sufficient mutant operators", TOSEM 5(2), 1996: relational, arithmetic, logical, absolute value, unary), in the forms that
// they have in Python's own tools (mutmut, Cosmic Ray), and statement deletion (Deng, Offutt, Li, ICST 2013).
// Left out are texts that are mostly not compared or not part of the behaviour: docstrings, annotations, arguments of
// logging calls, messages of assert. Defaults and decorators are no part of the body and are left out too.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "velox/model/span.hpp"
#include "velox/model/unit.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::experiment {

struct Mutant {
  std::string op;  ///< name of the operator: "relational", "constant", ...
  model::Edit edit;
  std::uint32_t line = 0;
  std::string what;  ///< "line 12: `<` -> `<=`"
};

/// All mutants of the unit's body, in source order, at most one file's worth of edits each. Those of nested functions are
/// among them. Those that do not compile after all are for the worker to refuse. Deterministic.
std::vector<Mutant> mutants_of(const source::ParsedModule& module, const model::Unit& unit);

/// At most `count` of them: turns go round the operators, and within an operator lines take turns, so that no loop full of
/// arithmetic crowds out the rest. Deterministic for a seed.
std::vector<Mutant> sample_mutants(std::vector<Mutant> mutants, std::size_t count, std::uint64_t seed);

}  // namespace velox::experiment
