// SPDX-License-Identifier: Apache-2.0
// What became of one candidate, kept for ever: the memory from which later runs learn.
#pragma once

#include <string>

#include "velox/model/verdict.hpp"

namespace velox::model {

struct Case {
  std::string run, unit;  ///< names of this project: they never leave the machine
  std::string at;         ///< UTC, ISO 8601
  std::string strategy;
  VerdictKind verdict = VerdictKind::failed;
  double gain = 0;             ///< natural logarithm of the confirmed speed-up of the unit; 0 unless accepted
  double seconds = 0;          ///< what the experiment cost
  double expected_saving = 0;  ///< share of the workload's time that had been expected
  std::string python;          ///< "CPython 3.11"
  std::string machine;
  int size_class = -1;     ///< log2 of the largest usual size among the arguments; -1: none has a size
  std::string vector;      ///< of the unit before (knowledge::write_vector)
  int vector_version = 0;  ///< vectors of other versions are not compared
};

}  // namespace velox::model
