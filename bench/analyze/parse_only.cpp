// SPDX-License-Identifier: Apache-2.0
// parse_only ROOT: reads and parses what `velox analyze ROOT` does, on as many threads, and nothing else: the bound that analysis is
// compared with. Prints one JSON object: files, lines, bytes, and seconds of wall time for the parsing.
#include <fmt/format.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>

#include "velox/base/clock.hpp"
#include "velox/base/parallel.hpp"
#include "velox/profile/targets.hpp"

extern "C" const TSLanguage* tree_sitter_python();

namespace {

struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

/// Whether the parser gave a tree.
bool parse(const std::string& bytes) {
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), tree_sitter_python())) return false;
  const std::unique_ptr<TSTree, DeleteTree> tree(
      ts_parser_parse_string(parser.get(), nullptr, bytes.data(), static_cast<std::uint32_t>(bytes.size())));
  return tree != nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: parse_only ROOT\n");
    return 2;
  }
  const std::string root = argv[1];
  const auto selection = velox::profile::select_targets({root}, root);
  if (!selection) {
    fmt::print(stderr, "parse_only: {}\n", selection.error().describe());
    return 1;
  }
  std::atomic<std::uint64_t> lines{0}, size{0}, failed{0};
  const double started = velox::monotonic_seconds();
  velox::in_parallel(selection->files.size(), [&](std::size_t i) {
    const auto bytes = velox::read_file(selection->project.root() / selection->files[i]);
    if (!bytes || !parse(*bytes)) {
      ++failed;
      return;
    }
    lines += static_cast<std::uint64_t>(std::ranges::count(*bytes, '\n'));
    size += bytes->size();
  });
  fmt::print("{{\"files\": {}, \"failed\": {}, \"lines\": {}, \"bytes\": {}, \"seconds\": {:.4f}}}\n",
             selection->files.size(), failed.load(), lines.load(), size.load(), velox::monotonic_seconds() - started);
  return 0;
}
