# SPDX-License-Identifier: Apache-2.0
# WHAT: ordinary parallel Python, which is allowed
# EXPECT: ok
# OUT: 285 285
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe, Process
def work(end):
    end.send(sum(n * n for n in range(10)))
ours, theirs = Pipe()
child = Process(target=work, args=(theirs,))
child.start()
with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(lambda n: n * n, range(10))), ours.recv())
child.join()
