"""Records what the reference parser of Blackbird makes of expressions: lines "expression, re, im", tab between.

    pip install quantum-blackbird; python3 expressions.py > expressions.tsv
"""
import sys
import blackbird

HEAD = "name t\nversion 1.0\ntarget fock (cutoff_dim=4)\nfloat x = 1.5\nfloat y = -0.25\nint k = 3\n" + \
    "float array v =\n    0.1, 0.2\n    0.3, 0.4\nfloat array w =\n    5, 6, 7\n"
EXPRESSIONS = """-x**2|-2**2|-2**2*3|3*-2**2|-pi**2|-(2)**2|-sin(pi/2)**2|2**-1**2|2**3**2|(2**3)**2|-(x**2)|+x**2|--x**2|-+x**2
2*-x**2|2-x**2|2--x**2|2 - -x**2|x**-2|x**-k|-x**-k|-x**k|2**-x|-2**k**2|(-2)**k|-k**2/2|1.0/-k**2.0|6/-3.0|6/-3.0**2|x**-2.0|-x**-2.0|y/-x|-y/x**2|k*-y**2|-(x+y)**2|-(-y)|w[1]-w[0]**2|-1*-1|-y**2|y**2|-y
x*y+k|x+y*k|(x+y)*k|x/y/k|x-y-k|-x-y|-x+y|pi/2|-pi/4|2*pi*x|sqrt(4)**2|-sqrt(4)**2|exp(0)**2|-exp(1)**2|cos(0)-1|sin(-x)
-sin(x)|tan(x)**2|exp(-x**2)|exp(-(x**2))|sqrt(x**2)|v[0]|v[1]|v[2]|v[3]|-v[2]**2|w[0]|w[2]|w[k-1]|v[k]|-w[1]*2|2**v[0]
1e-3**2|-1e-3**2|1.5e2|-0.5**2|3**2*2|3*2**2|-3*2**2|2**2-3**2|-2**2-3**2|(-2**2)|-(-2)**2|((x))|1-2*3**2/-k""".replace("\n", "|")

print("# made by expressions.py from quantum-blackbird", blackbird.__version__)
for line in EXPRESSIONS.split("|"):
    try:
        program = blackbird.loads(HEAD + f"Rgate({line}) | 0\n")
    except ValueError:
        continue  # it divides no whole numbers by whole numbers
    value = complex(program.operations[0]["args"][0])
    print(line, repr(value.real), repr(value.imag), sep="\t")
